import { keepPrepared, preparedDatabase } from './prepared-database';
import { createDatabase, databaseOfThisRun, startServer } from './server';

/**
 * Has a server make all tables once, for the new servers of this run to begin with; nothing is left to
 * do where another set of tests has done it.
 */
export async function prepareDatabase(): Promise<void> {
  const kind = databaseOfThisRun();
  if (preparedDatabase(kind) !== null) return;
  const server = await startServer({ databaseEnv: await createDatabase(kind) });
  await server.stop();
  keepPrepared(server.databaseEnv);
}
