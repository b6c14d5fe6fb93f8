import type { PostgresAccess } from '../postgres';
import type { DatabaseEnv } from '../replay/evidence/open-database';
import { serverEnv } from '../replay/run/start-server';
import { startServerProcess, type ServerProcess } from '../server-process';
import { layWire, type Wire } from '../wire';

/** A server that can be ill-treated. People reach it, and it its database, by wires of its own. */
export interface Node {
  readonly index: number;
  /** Where people reach it. */
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly firstAdministratorUrl: string | null;
  readonly toPeople: Wire;
  readonly toDatabase: Wire;
  /** Everything that it has printed since it was last started. */
  output(): string;
  kill(): Promise<unknown>;
  restart(): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<unknown>;
}

/** Waits for a lock or a full pool are the machine's, and no fault: they get more time than usual. */
const ROOM = {
  DATABASE_POOL_MAX: '20',
  DATABASE_LOCK_TIMEOUT: '15000',
  DATABASE_STATEMENT_TIMEOUT: '20000',
  // Hundreds of sign-ins; nobody guesses these passwords.
  PASSWORD_HASH_COST: '4',
};

/** Starts servers on one database that was empty before; they share secrets and evidence. */
export async function startNodes(options: {
  readonly count: number;
  readonly postgres: PostgresAccess;
  readonly databaseEnv: DatabaseEnv;
  readonly folder: string;
}): Promise<Node[]> {
  const { count, postgres, databaseEnv, folder } = options;
  const env = { ...serverEnv(databaseEnv, folder), ...ROOM };
  const nodes: Node[] = [];
  // The first makes the tables.
  for (let index = 0; index < count; index += 1) nodes.push(await startNode(index, env, postgres));
  return nodes;
}

async function startNode(
  index: number,
  shared: NodeJS.ProcessEnv,
  postgres: PostgresAccess,
): Promise<Node> {
  const toDatabase = await layWire(postgres);
  const env: NodeJS.ProcessEnv = { ...shared, DATABASE_PORT: String(toDatabase.port) };
  let server: ServerProcess = await startServerProcess(env);
  const { port, hostname: host } = new URL(server.url);
  // Whoever comes back is found where it was.
  env.PORT = port;
  const toPeople = await layWire({ host, port: Number(port) });
  return {
    index,
    url: `http://127.0.0.1:${toPeople.port}`,
    env,
    firstAdministratorUrl: server.firstAdministratorUrl,
    toPeople,
    toDatabase,
    output: () => server.output(),
    kill: () => server.kill('SIGKILL'),
    async restart() {
      server = await startServerProcess(env);
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async stop() {
      await server.stop();
      await Promise.all([toPeople.cut(), toDatabase.cut()]);
    },
  };
}
