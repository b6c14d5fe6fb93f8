import type { PostgresAccess } from '../../../tools/postgres';
import { layWire, type Wire } from '../../../tools/wire';
import { registerAdministrator, type AdministratorSession } from '../../support/administrator';
import { METRICS_TOKEN } from '../../support/metrics';
import { newDatabase, startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';

/** A town whose server has a wire to its database, and whose rows tests look at by another way. */
export interface WiredTown extends Town {
  readonly wire: Wire;
  /** What the server has printed so far. */
  output(): string;
}

interface Wired {
  readonly wire: Wire;
  readonly server: TestServer;
  readonly administrator: AdministratorSession;
}

const access = JSON.parse(process.env.TEST_POSTGRES ?? '{}') as PostgresAccess;

/** Few enough to be waited for. */
const FEW_CONNECTIONS = { DATABASE_POOL_MAX: '2' };

let shared: Promise<Wired> | undefined;

/**
 * The wired town, which files share that leave its wire mended and its database as they found it.
 * The server ends with the process of the tests; `leave` when the tests of a file are over.
 */
export async function enterWiredTown(): Promise<WiredTown> {
  return townOf(await (shared ??= start(FEW_CONNECTIONS)));
}

/** A wired town for one file, whose server is told more; it ends when it is left. */
export async function startWiredTown(env: NodeJS.ProcessEnv): Promise<WiredTown> {
  const wired = await start(env);
  const town = townOf(wired);
  const leave = async () => {
    await town.leave();
    await wired.server.stop();
    await wired.wire.cut();
  };
  return { ...town, leave };
}

function townOf({ wire, server, administrator }: Wired): WiredTown {
  return { ...townAt(server, administrator), wire, output: server.output };
}

async function start(env: NodeJS.ProcessEnv): Promise<Wired> {
  const wire = await layWire(access);
  const databaseEnv = await newDatabase('postgres');
  const wired = { ...databaseEnv, DATABASE_PORT: String(wire.port) };
  const server = await startServer({ databaseEnv: wired, env: { METRICS_TOKEN, ...env } });
  const administrator = await registerAdministrator(server);
  return { wire, server: { ...server, databaseEnv }, administrator };
}
