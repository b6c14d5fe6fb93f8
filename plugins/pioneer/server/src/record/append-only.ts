import type { Core } from '@strapi/strapi';
import { events } from './event-table';

const TABLE = events.name;
const REFUSAL = 'events are append-only';

const SQLITE_TRIGGERS = (['UPDATE', 'DELETE'] as const).map(
  (operation) => `
    CREATE TRIGGER IF NOT EXISTS ${TABLE}_no_${operation.toLowerCase()}
    BEFORE ${operation} ON ${TABLE}
    BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
);

const POSTGRES_TRIGGERS = [
  `CREATE OR REPLACE FUNCTION ${TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN RAISE EXCEPTION '${REFUSAL}'; END $$`,
  `CREATE OR REPLACE TRIGGER ${TABLE}_no_change BEFORE UPDATE OR DELETE ON ${TABLE}
   FOR EACH ROW EXECUTE FUNCTION ${TABLE}_refuse()`,
  `CREATE OR REPLACE TRIGGER ${TABLE}_no_truncate BEFORE TRUNCATE ON ${TABLE}
   FOR EACH STATEMENT EXECUTE FUNCTION ${TABLE}_refuse()`,
];

/**
 * Makes the database itself refuse to change or forget events. Run at every start: SQLite drops
 * triggers silently when a schema change rebuilds their table.
 */
export async function protectEvents(strapi: Core.Strapi): Promise<void> {
  const isPostgres = strapi.db.dialect.client === 'postgres';
  for (const statement of isPostgres ? POSTGRES_TRIGGERS : SQLITE_TRIGGERS) {
    await strapi.db.connection.raw(statement);
  }
}
