import type { Core } from '@strapi/strapi';
import { Client, type ClientConfig } from 'pg';

/** Any number that no other program locks in the same database: "pioneer" on a telephone. */
const LOCK = 7466337;

/** Longer than any migration should take; a node that waits so long says so instead of hanging. */
const PATIENCE_MS = 120_000;

const holders = new WeakMap<Core.Strapi, Client>();

/**
 * Lets the nodes of one database start one after another. Strapi compares and changes the schema
 * without a lock, so that of two nodes on an empty database one would die, and migrations could
 * run twice. The lock is the database's: it goes with its connection, also when a node is killed.
 * SQLite has one process only.
 */
export async function waitForTurn(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.config.get<Core.Config.Database>('database');
  if (connection.client !== 'postgres') return;
  const config = connection.connection as ClientConfig;
  const client = new Client({
    ...config,
    // knex hides it from whoever copies its configuration.
    password: config.password,
    statement_timeout: PATIENCE_MS,
    lock_timeout: PATIENCE_MS,
  });
  // The query that waits fails with the connection; its event would end the process unexplained.
  client.on('error', (error) => strapi.log.warn(`start-up lock: ${error.message}`));
  await client.connect();
  holders.set(strapi, client);
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
}

/** Lets the next node start; run again, or where nothing was locked, it does nothing. */
export async function endTurn(strapi: Core.Strapi): Promise<void> {
  const client = holders.get(strapi);
  holders.delete(strapi);
  await client?.end();
}
