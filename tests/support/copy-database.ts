import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase, type DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { runFolder } from './run-folder';

/** Copies a database that nobody uses, so that a test may harm the copy. */
export async function copyDatabase(env: DatabaseEnv): Promise<DatabaseEnv> {
  return env.DATABASE_CLIENT === 'postgres' ? copyOnServer(env) : copyFile(env);
}

/** Where an embedded database may come to be, in a folder of its own. */
export function newDatabaseFile(): string {
  return join(mkdtempSync(join(runFolder(), 'database-')), 'pioneer.sqlite');
}

async function copyFile(env: DatabaseEnv): Promise<DatabaseEnv> {
  const filename = newDatabaseFile();
  const db = openDatabase(env);
  // Unlike copying the file, this takes along what still lies in the write-ahead log.
  await db.raw('VACUUM INTO ?', [filename]);
  await db.destroy();
  return { ...env, DATABASE_FILENAME: filename };
}

async function copyOnServer(env: DatabaseEnv): Promise<DatabaseEnv> {
  const name = `copy_${randomUUID()}`;
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
