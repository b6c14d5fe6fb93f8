import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Finding } from '../../../core/record/verification';
import type { Reading } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import { events } from './event-table';
import type { GovernedTable } from '../shared/table';
import { recordHeads, seals } from './seal-tables';

/** Tables in which rows are only ever added. */
const TABLES = [events, seals, recordHeads];

const REFUSAL = 'the record is append-only';

interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly create: string;
}

const SQLITE_TRIGGERS: readonly Trigger[] = TABLES.flatMap((table) => [
  sqliteTrigger(table, 'no_update', 'BEFORE UPDATE'),
  sqliteTrigger(table, 'no_delete', 'BEFORE DELETE'),
  // SQLite runs no DELETE trigger for a row that INSERT OR REPLACE puts another one in place of.
  sqliteTrigger(table, 'no_replace', 'BEFORE INSERT', `WHEN ${isThere(table)}`),
]);

function sqliteTrigger(
  { name: table }: Pick<GovernedTable, 'name'>,
  what: string,
  before: string,
  when = '',
): Trigger {
  const name = `${table}_${what}`;
  const create = `
    CREATE TRIGGER IF NOT EXISTS ${name} ${before} ON ${table} ${when}
    BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`;
  return { name, table, create };
}

/** Whether a row is there that the new one cannot stand beside; each question has a unique index. */
function isThere({ name, unique }: Pick<GovernedTable, 'name' | 'unique'>): string {
  const same = [['id'], ...unique].map(
    (columns) => `(${columns.map((column) => `${column} = NEW.${column}`).join(' AND ')})`,
  );
  return `EXISTS (SELECT 1 FROM ${name} WHERE ${same.join(' OR ')})`;
}

const POSTGRES_FUNCTION = `
  CREATE OR REPLACE FUNCTION pioneer_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '${REFUSAL}'; END $$`;

const POSTGRES_TRIGGERS: readonly Trigger[] = TABLES.flatMap((table) => [
  postgresTrigger(table.name, 'no_change', 'UPDATE OR DELETE', 'ROW'),
  postgresTrigger(table.name, 'no_truncate', 'TRUNCATE', 'STATEMENT'),
]);

function postgresTrigger(
  table: string,
  what: string,
  operations: string,
  each: 'ROW' | 'STATEMENT',
): Trigger {
  const name = `${table}_${what}`;
  const create = `
    CREATE OR REPLACE TRIGGER ${name} BEFORE ${operations} ON ${table}
    FOR EACH ${each} EXECUTE FUNCTION pioneer_append_only()`;
  return { name, table, create };
}

/**
 * Makes the database itself refuse to change or forget the record. Run at every start: SQLite drops
 * triggers silently when a schema change rebuilds their table.
 */
export async function protectRecord(
  strapi: Core.Strapi,
  trx: Knex = strapi.db.connection,
): Promise<void> {
  if (isPostgres(strapi)) await trx.raw(POSTGRES_FUNCTION);
  for (const { create } of triggersOf(strapi)) await trx.raw(create);
}

/**
 * Lets a record be given up for another one, in a transaction that ends with its protection: until
 * then everybody else finds the triggers in force.
 */
export async function releaseRecord(strapi: Core.Strapi, trx: Knex.Transaction): Promise<void> {
  for (const { name, table } of triggersOf(strapi)) {
    if (isPostgres(strapi)) await trx.raw('DROP TRIGGER IF EXISTS ?? ON ??', [name, table]);
    else await trx.raw('DROP TRIGGER IF EXISTS ??', [name]);
  }
}

/** Whether rows of this table are only ever added. */
export function isRecordTable(name: string): boolean {
  return TABLES.some((table) => table.name === name);
}

/** Triggers that are gone or switched off: the record could be changed. */
export async function findMissingTriggers(
  strapi: Core.Strapi,
  { trx }: Pick<Reading, 'trx'>,
): Promise<Finding[]> {
  const present: string[] = isPostgres(strapi)
    ? await trx('pg_trigger as t')
        .join('pg_class as c', 'c.oid', 't.tgrelid')
        .whereRaw('pg_table_is_visible(c.oid)')
        .whereNot('t.tgenabled', 'D')
        .pluck('t.tgname')
    : await trx('sqlite_master').where({ type: 'trigger' }).pluck('name');
  return triggersOf(strapi)
    .filter(({ name }) => !present.includes(name))
    .map(({ name, table }) => {
      return { table, id: name, column: 'trigger', recorded: name, found: undefined };
    });
}

function triggersOf(strapi: Core.Strapi): readonly Trigger[] {
  return isPostgres(strapi) ? POSTGRES_TRIGGERS : SQLITE_TRIGGERS;
}
