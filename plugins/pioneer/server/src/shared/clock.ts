import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Instant } from '../../../core/time';
import { isPostgres } from './dialect';

/** The moment by the one clock, asked for by itself. */
export async function databaseNow(strapi: Core.Strapi, knex: Knex): Promise<Instant> {
  const row = await knex.select(momentIn(strapi, knex)).first<{ now: unknown }>();
  return momentFrom(row);
}

/**
 * The one clock, as a column of a select: the database's, so that nodes whose clocks differ agree. Where
 * the clock is adjustable (tests, demonstration, replay) an offset that lives in the database is added.
 */
export function momentIn(strapi: Core.Strapi, knex: Knex): Knex.Raw {
  const now = isPostgres(strapi) ? 'extract(epoch from clock_timestamp()) * 1000' : SQLITE_NOW;
  return knex.raw(`${now}${offsetOf(strapi)} as now`);
}

/**
 * The same to compare columns with: the moment at which the statement begins. That one PostgreSQL knows
 * when it plans, so it finds the few rows before it by an index.
 */
export function dateIn(strapi: Core.Strapi, knex: Knex): Knex.Raw {
  const offset = offsetOf(strapi);
  return knex.raw(
    isPostgres(strapi)
      ? `statement_timestamp() + (0${offset}) * interval '1 millisecond'`
      : `${SQLITE_NOW}${offset}`,
  );
}

const SQLITE_NOW = "unixepoch('subsec') * 1000";

/** The moment in a row for which `momentIn` was selected. */
export function momentFrom(row: { readonly now?: unknown }): Instant {
  return Math.floor(Number(row.now));
}

export const CLOCK_TABLE = 'pioneer_clock';

/** How many milliseconds the clock was moved, to add in SQL. */
export const MOVED_BY = ` + coalesce((select max(offset_ms) from ${CLOCK_TABLE}), 0)`;

/** The same of this server's clock; one that cannot be moved is not even asked for. */
export function offsetOf(strapi: Core.Strapi): string {
  return isClockAdjustable(strapi) ? MOVED_BY : '';
}

/** Whether this server's clock may be moved; start-up refuses that in production. */
export function isClockAdjustable(strapi: Core.Strapi): boolean {
  return strapi.config.get('plugin::pioneer.clock') === 'adjustable';
}

/** The raw model of the clock's offset: one row, absent while the clock was never moved. */
export const clockModel = {
  uid: 'plugin::pioneer.clock',
  singularName: 'pioneer-clock',
  tableName: CLOCK_TABLE,
  attributes: {
    id: { type: 'increments' },
    offset_ms: { type: 'biginteger', column: { notNullable: true } },
  },
};
