import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { registerAdministrator, type AdministratorSession } from './administrator';
import { METRICS_TOKEN } from './metrics';
import { count } from './rows';
import { runFolder } from './run-folder';
import { startServer, type TestServer } from './server';
import { townAt, type Town } from './town';

/** The town of a server whose clock tests move and which does by itself nothing but answer. */
export interface QuietTown extends Town {
  /** Moves the clock by SQL, as time itself would: without waking the server. */
  setClock(offsetMs: number): Promise<void>;
  /** How many statements the server sends while something is done that nobody else does. */
  countStatements(work: () => Promise<unknown>): Promise<number>;
  /** Does what minutes of sweeps, jobs and reading would do, at the moment that it is. */
  workOff(): Promise<void>;
}

/**
 * What a transaction that runs may still have to say holds the reader back, on PostgreSQL also one in
 * the database of another test: longer than any of those is open.
 */
export const PATIENCE = { timeout: 40_000, interval: 100 };

interface Quiet {
  readonly server: TestServer;
  readonly administrator: AdministratorSession;
}

let started: Promise<Quiet> | undefined;

/**
 * The quiet town, which the files that move the clock share: each finds it at the moment where the
 * file before has left it. The server ends with the process of the tests; `leave` when the tests of
 * a file are over.
 */
export async function enterQuietTown(): Promise<QuietTown> {
  const { server, administrator } = await (started ??= start());
  const town = townAt(server, administrator);
  const clock = () => town.rows('pioneer_clock');

  async function setClock(offsetMs: number): Promise<void> {
    await clock().delete();
    await clock().insert({ offset_ms: offsetMs });
  }

  async function workOff(): Promise<void> {
    const set = await clock().first<{ offset_ms: number | string } | undefined>('offset_ms');
    const body = { offsetMs: Number(set?.offset_ms ?? 0) };
    await vi.waitFor(async () => {
      await town.administrator('clock.adjust', { body });
      expect(await count(town.rows('pioneer_pending'))).toBe(0);
    }, PATIENCE);
  }

  async function countStatements(work: () => Promise<unknown>): Promise<number> {
    const before = statSync(STATEMENTS_FILE).size;
    await work();
    return statSync(STATEMENTS_FILE).size - before;
  }

  return { ...town, setClock, countStatements, workOff };
}

const STATEMENTS_FILE = join(runFolder(), `statements-${randomUUID()}`);
const NODE_OPTIONS = `--import=${pathToFileURL('tests/support/count-statements.mjs').href}`;

async function start(): Promise<Quiet> {
  const env = { PIONEER_JOBS: 'off', METRICS_TOKEN, NODE_OPTIONS, STATEMENTS_FILE };
  const server = await startServer({ env });
  return { server, administrator: await registerAdministrator(server) };
}
