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

const ENV = {
  PIONEER_JOBS: 'off',
  METRICS_TOKEN,
  // Few enough to be waited for.
  DATABASE_POOL_MAX: '2',
  // What is sent again and again goes by a name, in which the wire does not read what it is.
  DATABASE_PREPARED_STATEMENTS: 'false',
};

let started: Promise<Wired> | undefined;

/**
 * The wired town, which the files that cut its wire share: each mends it. The server ends with the
 * process of the tests; `leave` when the tests of a file are over.
 */
export async function enterWiredTown(): Promise<WiredTown> {
  const { wire, server, administrator } = await (started ??= start());
  return { ...townAt(server, administrator), wire, output: server.output };
}

async function start(): Promise<Wired> {
  const wire = await layWire(access);
  const databaseEnv = await newDatabase('postgres');
  const wired = { ...databaseEnv, DATABASE_PORT: String(wire.port) };
  const server = await startServer({ databaseEnv: wired, env: ENV });
  const administrator = await registerAdministrator(server);
  return { wire, server: { ...server, databaseEnv }, administrator };
}
