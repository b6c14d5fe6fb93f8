import { createDatabase, type PostgresAccess } from '../../tools/postgres';
import { databaseEnvOf, type DatabaseEnv } from '../../tools/replay/evidence/open-database';

/** Creates a database in the PostgreSQL that `npm test` has started and says how to reach it. */
export async function createPostgresDatabase(name: string): Promise<DatabaseEnv> {
  const access = findPostgres();
  await createDatabase(access, name);
  return databaseEnvOf(access, name);
}

/** tools/test.mjs hands on what it has started. */
function findPostgres(): PostgresAccess {
  const access = process.env.TEST_POSTGRES;
  if (access === undefined) {
    throw new Error('No PostgreSQL was found. Run the tests by "npm test", which starts one.');
  }
  return JSON.parse(access) as PostgresAccess;
}
