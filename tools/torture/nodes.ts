import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { limitFiles } from '../limit-files';
import type { Postgres, PostgresAccess } from '../postgres';
import type { DatabaseEnv } from '../replay/evidence/open-database';
import { serverEnv } from '../replay/run/start-server';
import { startServerProcess } from '../server-process';
import { layWire, type Wire } from '../wire';
import { residentMegabytes } from './memory';

/** A server that can be ill-treated. People reach it, and it its database, by wires of its own. */
export interface Node {
  readonly index: number;
  /** Where people reach it. */
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly firstAdministratorUrl: string | null;
  readonly toPeople: Wire;
  readonly toDatabase: Wire;
  /** What its process holds now, in megabytes; null where nobody can say. */
  memory(): number | null;
  /** Everything that it has printed. */
  output(): string;
  kill(): Promise<unknown>;
  /** Asks it to end, as an operator does. */
  end(): Promise<unknown>;
  /** On its port; its own clock is off by so many milliseconds from now on, until it starts again. */
  restart(skewMs?: number): Promise<void>;
  pause(): void;
  resume(): void;
  /** Cuts every file that it writes from now on at so many bytes; with `null` no longer. */
  limitFiles(bytes: number | null): Promise<void>;
  stop(): Promise<unknown>;
}

/** What runs, and can be broken. */
export interface Machinery {
  readonly postgres: Postgres;
  readonly nodes: readonly Node[];
  /** Past the nodes. */
  readonly db: Knex;
}

/** Waits for a lock or a full pool are the machine's, and no fault: they get more time than usual. */
const ROOM = {
  DATABASE_POOL_MAX: '20',
  DATABASE_LOCK_TIMEOUT: '15000',
  DATABASE_STATEMENT_TIMEOUT: '20000',
  // People come from homes of their own.
  TRUSTED_PROXIES: '1',
  // Hundreds of sign-ins; nobody guesses these passwords.
  PASSWORD_HASH_COST: '4',
};

/**
 * Starts servers on one database that was empty before; they share secrets and evidence. Leaves none
 * behind when one refuses to start.
 */
export async function startNodes(options: {
  readonly count: number;
  readonly postgres: PostgresAccess;
  readonly databaseEnv: DatabaseEnv;
  readonly folder: string;
}): Promise<Node[]> {
  const { count, postgres, databaseEnv, folder } = options;
  const env = { ...serverEnv(databaseEnv, folder), ...ROOM };
  const nodes: Node[] = [];
  try {
    // The first makes the tables.
    for (let index = 0; index < count; index += 1) {
      nodes.push(await startNode(index, env, postgres));
    }
    return nodes;
  } catch (error) {
    await Promise.all(nodes.map((node) => node.stop()));
    throw error;
  }
}

/** Found from where commands are run. */
const SKEWED_CLOCK = pathToFileURL(resolve('tools/torture/skewed-clock.mjs')).href;

/** What a process is started with whose clock is off. */
export function skewedBy(ms: number): NodeJS.ProcessEnv {
  const others = process.env.NODE_OPTIONS ?? '';
  return { NODE_OPTIONS: `${others} --import=${SKEWED_CLOCK}`.trim(), CLOCK_SKEW: String(ms) };
}

async function startNode(
  index: number,
  shared: NodeJS.ProcessEnv,
  postgres: PostgresAccess,
): Promise<Node> {
  const toDatabase = await layWire(postgres);
  const env: NodeJS.ProcessEnv = { ...shared, DATABASE_PORT: String(toDatabase.port) };
  let server = await startServerProcess(env).catch(async (error: unknown) => {
    await toDatabase.cut();
    throw error;
  });
  const { port, hostname: host } = new URL(server.url);
  // Whoever comes back is found where it was.
  env.PORT = port;
  const toPeople = await layWire({ host, port: Number(port) });
  const printed: string[] = [];
  return {
    index,
    url: `http://127.0.0.1:${toPeople.port}`,
    env,
    firstAdministratorUrl: server.firstAdministratorUrl,
    toPeople,
    toDatabase,
    memory: () => residentMegabytes(server.pid),
    output: () => [...printed, server.output()].join(''),
    kill: () => server.kill('SIGKILL'),
    end: () => server.stop(),
    async restart(skewMs = 0) {
      printed.push(server.output());
      server = await startServerProcess(skewMs === 0 ? env : { ...env, ...skewedBy(skewMs) });
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    limitFiles: (bytes) => limitFiles(server.pid, bytes),
    async stop() {
      await server.stop();
      await Promise.all([toPeople.cut(), toDatabase.cut()]);
    },
  };
}
