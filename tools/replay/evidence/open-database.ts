import { knex, type Knex } from 'knex';
import type { PostgresAccess } from '../../postgres';

/** The variables by which a server is told where its database is. */
export type DatabaseEnv = Readonly<Record<`DATABASE_${string}`, string>>;

/** How a server is told of a database on a PostgreSQL. */
export function databaseEnvOf(access: PostgresAccess, name: string): DatabaseEnv {
  const { host, port, user, password } = access;
  return {
    DATABASE_CLIENT: 'postgres',
    // Would come before all others.
    DATABASE_URL: '',
    DATABASE_HOST: host,
    DATABASE_PORT: String(port),
    DATABASE_NAME: name,
    DATABASE_USERNAME: user,
    DATABASE_PASSWORD: password,
  };
}

/** Opens a server's database beside it, or after it. Whoever opens it destroys it. */
export function openDatabase(env: DatabaseEnv, pool: Knex.PoolConfig = { min: 0, max: 2 }): Knex {
  if (env.DATABASE_CLIENT !== 'postgres') {
    return knex({
      client: 'better-sqlite3',
      connection: { filename: env.DATABASE_FILENAME ?? '' },
      useNullAsDefault: true,
    });
  }
  return knex({
    client: 'pg',
    connection: {
      host: env.DATABASE_HOST,
      port: Number(env.DATABASE_PORT),
      database: env.DATABASE_NAME,
      user: env.DATABASE_USERNAME,
      password: env.DATABASE_PASSWORD,
    },
    pool,
  });
}

/** Rows of a raw statement; the drivers wrap them differently. */
export async function rowsOf<Row>(
  db: Knex,
  sql: string,
  bindings: readonly (string | number)[] = [],
): Promise<Row[]> {
  const answer: unknown = await db.raw(sql, [...bindings]);
  return Array.isArray(answer) ? (answer as Row[]) : (answer as { rows: Row[] }).rows;
}
