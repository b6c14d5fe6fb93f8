import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { openDatabase, type DatabaseEnv } from '../../tools/replay/evidence/open-database';

/** Copies a database that nobody uses, so that a test may harm the copy. */
export async function copyDatabase(env: DatabaseEnv): Promise<DatabaseEnv> {
  const name = `copy_${randomUUID()}`;
  return env.DATABASE_CLIENT === 'postgres' ? copyOnServer(env, name) : copyFile(env, name);
}

async function copyFile(env: DatabaseEnv, name: string): Promise<DatabaseEnv> {
  const filename = join(dirname(env.DATABASE_FILENAME ?? ''), `${name}.sqlite`);
  const db = openDatabase(env);
  // Unlike copying the file, this takes along what still lies in the write-ahead log.
  await db.raw('VACUUM INTO ?', [filename]);
  await db.destroy();
  return { ...env, DATABASE_FILENAME: filename };
}

async function copyOnServer(env: DatabaseEnv, name: string): Promise<DatabaseEnv> {
  const client = new Client({
    host: env.DATABASE_HOST,
    port: Number(env.DATABASE_PORT),
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
    database: 'postgres',
  });
  await client.connect();
  const [copy, original] = [name, env.DATABASE_NAME ?? ''].map((one) =>
    client.escapeIdentifier(one),
  );
  await client.query(`CREATE DATABASE ${copy} TEMPLATE ${original}`);
  await client.end();
  return { ...env, DATABASE_NAME: name };
}
