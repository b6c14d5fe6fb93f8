import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { isPostgres } from '../shared/dialect';

/**
 * Runs work to which foreign keys do not object before it is done: rows come table by table. They
 * hold again, checked for every row, before the transaction ends.
 */
export async function withoutForeignKeys(
  strapi: Core.Strapi,
  trx: Knex,
  work: () => Promise<void>,
): Promise<void> {
  if (!isPostgres(strapi)) {
    // Until the end of this transaction, which they would undo.
    await trx.raw('PRAGMA defer_foreign_keys = ON');
    return work();
  }
  const { rows } = await trx.raw<{
    rows: { name: string; table: string; definition: string }[];
  }>(
    `SELECT quote_ident(conname) AS name, conrelid::regclass::text AS table,
       pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE contype = 'f'
       AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())`,
  );
  for (const { name, table } of rows) await trx.raw(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await work();
  for (const { name, table, definition } of rows) {
    await trx.raw(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}

/** Deletes all rows of these tables, whose foreign keys do not object. */
export async function emptyTables(
  strapi: Core.Strapi,
  trx: Knex,
  tables: readonly string[],
): Promise<void> {
  if (isPostgres(strapi)) {
    await trx.raw(`TRUNCATE ${tables.map(() => '??').join(', ')}`, [...tables]);
    return;
  }
  for (const table of tables) await trx(table).delete();
}
