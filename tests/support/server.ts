import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAST_WRITERS } from '../../tools/fast-writers';
import { newSecrets } from '../../tools/new-secrets';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { startServerProcess, type ServerProcess } from '../../tools/server-process';
import { copyDatabase, newDatabaseFile } from './copy-database';
import { createPostgresDatabase } from './postgres';
import { preparedDatabase } from './prepared-database';
import { runFolder } from './run-folder';

export type DatabaseKind = 'sqlite' | 'postgres';

/** What a server for real work is told; secrets are random in tests, too. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://pioneer.example.org',
  PIONEER_CLOCK: 'fixed',
  PASSWORD_HASH_COST: '10',
} as const;

export interface ServerOptions {
  /** The database that the whole run is about, unless a test needs a certain one. */
  readonly database?: DatabaseKind;
  /** Of a server that runs or ran already, to share its database; without it a new one is made. */
  readonly databaseEnv?: DatabaseEnv;
  readonly env?: NodeJS.ProcessEnv;
}

export interface TestServer extends ServerProcess {
  readonly databaseEnv: DatabaseEnv;
  /** Where the contents of evidence lie. */
  readonly evidenceFolder: string;
}

/** The same for all servers of a process, so that two of them accept each other's sessions. */
const SECRETS = newSecrets();

/** One for all servers of a process, as nodes must have it. */
const EVIDENCE_FOLDER = join(tmpdir(), `pioneer-evidence-${randomUUID()}`);

/**
 * Starts a server of its own on a free port, on a new database unless one is given, with a
 * clock that tests may set. Nothing of the developer's `.env` reaches it. Throws
 * `ServerNotStarted` when it refuses to start.
 */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const databaseEnv = options.databaseEnv ?? (await newDatabase(options.database));
  const server = await startServerProcess({ ...testEnv(databaseEnv), ...options.env });
  return { ...server, databaseEnv, evidenceFolder: EVIDENCE_FOLDER };
}

/** What every server of the tests is told. */
export function testEnv(databaseEnv: DatabaseEnv): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    ENV_PATH: 'tests/support/no.env',
    HOST: '127.0.0.1',
    PORT: '0',
    PIONEER_CLOCK: 'adjustable',
    // Hundreds of members activate; nobody guesses their passwords.
    PASSWORD_HASH_COST: '4',
    ...FAST_WRITERS,
    EVIDENCE_FOLDER,
    RECORD_HEADS_FILE: join(runFolder(), `heads-${randomUUID()}.txt`),
    ...SECRETS,
    ...databaseEnv,
  };
}

/** Which database `npm test` is at; a single run of Vitest works with SQLite. */
export function databaseOfThisRun(): DatabaseKind {
  return process.env.TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite';
}

process.once('exit', () => rmSync(EVIDENCE_FOLDER, { recursive: true, force: true }));

/** A database in which a server has started once, if there is one of this kind; else an empty one. */
export async function newDatabase(kind: DatabaseKind = databaseOfThisRun()): Promise<DatabaseEnv> {
  const prepared = preparedDatabase(kind);
  return prepared === null ? createDatabase(kind) : copyDatabase(prepared);
}

/** An empty database of this kind. */
export async function createDatabase(kind: DatabaseKind): Promise<DatabaseEnv> {
  if (kind === 'postgres') return await createPostgresDatabase(`test_${randomUUID()}`);
  return { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: newDatabaseFile() };
}
