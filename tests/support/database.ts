import { knex, type Knex } from 'knex';
import type { DatabaseEnv } from './server';

/**
 * Opens the database of a server beside it, to assert on rows, never to prepare them: what a test
 * needs is made through HTTP. Whoever opens it destroys it.
 */
export function openDatabase(env: DatabaseEnv): Knex {
  if (env.DATABASE_CLIENT === 'postgres') {
    return knex({
      client: 'pg',
      connection: {
        host: env.DATABASE_HOST,
        port: Number(env.DATABASE_PORT),
        database: env.DATABASE_NAME,
        user: env.DATABASE_USERNAME,
        password: env.DATABASE_PASSWORD,
      },
      pool: { min: 0, max: 2 },
    });
  }
  return knex({
    client: 'better-sqlite3',
    connection: { filename: env.DATABASE_FILENAME ?? '' },
    useNullAsDefault: true,
  });
}
