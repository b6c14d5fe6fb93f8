import type { Core } from '@strapi/strapi';
import type { Registry } from 'prom-client';
import { addGauge } from './gauges';

/** What knex' pool tells of itself. */
interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
}

export function poolOf({ db }: Core.Strapi): Pool {
  return (db.connection.client as { readonly pool: Pool }).pool;
}

/** How this process' connections to the database are used. */
export function addDatabaseMetrics(strapi: Core.Strapi, register: Registry): void {
  const pool = poolOf(strapi);
  addGauge(register, {
    name: 'database_connections_used',
    help: 'Connections of the pool that are in use.',
    find: () => pool.numUsed(),
  });
  addGauge(register, {
    name: 'database_connections_free',
    help: 'Connections of the pool that wait for work.',
    find: () => pool.numFree(),
  });
  addGauge(register, {
    name: 'database_connections_wanted',
    help: 'Requests that wait for a connection.',
    find: () => pool.numPendingAcquires(),
  });
}
