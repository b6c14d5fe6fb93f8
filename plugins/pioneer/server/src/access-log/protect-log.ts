import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { difference, uniq } from 'lodash';
import { RETENTION } from '../../../core/privacy/retention';
import type { Finding } from '../../../core/record/verification';
import { MOVED_BY, offsetOf } from '../shared/clock';
import type { Reading } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import { isProduction } from '../system/check-startup';
import { ACCESS_LOG_TABLE as TABLE } from './table';

const REFUSAL = 'the access log is append-only';

interface Trigger {
  readonly name: string;
  readonly create: string;
  /** Where and how the database keeps it, whatever else it says about it. */
  readonly kept: string;
}

/**
 * Makes the database itself refuse to change the access log, and to forget what is younger than it
 * has to be kept. Made anew at every start, not only where it is missing: one that was weakened, or
 * that follows the movable clock of a test, is put right.
 */
export async function protectAccessLog(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.transaction((trx) => protectAccessLogIn(strapi, trx));
}

/** The same as part of a transaction. */
export async function protectAccessLogIn(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
): Promise<void> {
  await releaseAccessLog(strapi, trx);
  if (isPostgres(strapi)) await trx.raw(postgresFunction(offsetOf(strapi)));
  for (const { create } of triggersOf(strapi)) await trx.raw(create);
}

/**
 * Lets the log be given up for that of a back-up, in a transaction that ends with its protection:
 * until then everybody else finds the triggers in force.
 */
export async function releaseAccessLog(strapi: Core.Strapi, trx: Knex.Transaction): Promise<void> {
  const on = isPostgres(strapi) ? ` ON ${TABLE}` : '';
  for (const { name } of triggersOf(strapi)) await trx.raw(`DROP TRIGGER IF EXISTS ${name}${on}`);
}

/**
 * Triggers that are gone, switched off, or not as they are made: the log could be changed. A demonstration
 * or a test makes them for its movable clock and may be proved by who has another; production has none.
 */
export async function findUnguarded(
  strapi: Core.Strapi,
  { trx }: Pick<Reading, 'trx'>,
): Promise<Finding[]> {
  const present: { name: string; kept: string }[] = isPostgres(strapi)
    ? await trx('pg_trigger as t')
        .join('pg_class as c', 'c.oid', 't.tgrelid')
        .join('pg_proc as p', 'p.oid', 't.tgfoid')
        .whereRaw('pg_table_is_visible(c.oid)')
        .where('c.relname', TABLE)
        .whereNot('t.tgenabled', 'D')
        .select({ name: 't.tgname', kept: 'p.prosrc' })
    : await trx('sqlite_master')
        .where({ type: 'trigger', tbl_name: TABLE })
        .select({ name: 'name', kept: 'sql' });
  const made = (isProduction(strapi) ? [''] : ['', MOVED_BY]).flatMap((offset) =>
    triggersOf(strapi, offset),
  );
  const inForce = made.filter(({ name, kept }) =>
    present.some((one) => one.name === name && one.kept === kept),
  );
  return difference(namesOf(made), namesOf(inForce)).map((name) => {
    return { table: TABLE, id: name, column: 'trigger', recorded: name, found: undefined };
  });
}

function namesOf(triggers: readonly Trigger[]): string[] {
  return uniq(triggers.map(({ name }) => name));
}

/** As they are made for a clock to whose time this has to be added. */
function triggersOf(strapi: Core.Strapi, offset = offsetOf(strapi)): readonly Trigger[] {
  return isPostgres(strapi) ? postgresTriggers(offset) : sqliteTriggers(offset);
}

function sqliteTriggers(offset: string): Trigger[] {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`;
  const now = `CAST(unixepoch('subsec') * 1000 AS INTEGER)${offset}`;
  const young = `OLD.at >= ${now} - ${RETENTION.accessLog.life}`;
  // SQLite runs no DELETE trigger for the row that INSERT OR REPLACE puts another one in place of.
  const replaces = `EXISTS (SELECT 1 FROM ${TABLE} WHERE id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash)`;
  return [
    sqliteTrigger('no_update', `BEFORE UPDATE ON ${TABLE} ${refuse}`),
    sqliteTrigger('no_delete', `BEFORE DELETE ON ${TABLE} WHEN ${young} ${refuse}`),
    sqliteTrigger('no_replace', `BEFORE INSERT ON ${TABLE} WHEN ${replaces} ${refuse}`),
  ];
}

function sqliteTrigger(what: string, does: string): Trigger {
  const name = `${TABLE}_${what}`;
  const create = `CREATE TRIGGER ${name} ${does}`;
  return { name, create, kept: create };
}

const FUNCTION = 'pioneer_keep_access_log';

function postgresFunction(offset: string): string {
  return `CREATE OR REPLACE FUNCTION ${FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$${postgresBody(offset)}$$`;
}

/** One body for all: it can be compared as a whole. */
function postgresBody(offset: string): string {
  const now = `floor(extract(epoch from clock_timestamp()) * 1000)${offset}`;
  return `
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.at < ${now} - ${RETENTION.accessLog.life} THEN RETURN OLD; END IF;
      END IF;
      RAISE EXCEPTION '${REFUSAL}';
    END`;
}

function postgresTriggers(offset: string): Trigger[] {
  const kept = postgresBody(offset);
  return (
    [
      ['no_change', 'UPDATE OR DELETE', 'ROW'],
      ['no_truncate', 'TRUNCATE', 'STATEMENT'],
    ] as const
  ).map(([what, operations, each]) => {
    const name = `${TABLE}_${what}`;
    const create = `
      CREATE TRIGGER ${name} BEFORE ${operations} ON ${TABLE}
      FOR EACH ${each} EXECUTE FUNCTION ${FUNCTION}()`;
    return { name, create, kept };
  });
}
