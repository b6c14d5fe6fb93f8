import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { rowsOf } from '../../tools/replay/evidence/open-database';

/** Harms a database by SQL, behind the back of every rule. */
export type Plant = (db: Knex) => Promise<unknown>;

/**
 * Plants while the triggers that protect events are away and puts them back afterwards, so that
 * only the check that is meant can notice, and not the one for the triggers.
 */
export async function plantBreach(db: Knex, plant: Plant): Promise<void> {
  if (isPostgres(db)) {
    await db.raw('ALTER TABLE pioneer_events DISABLE TRIGGER USER');
    await plant(db);
    await db.raw('ALTER TABLE pioneer_events ENABLE TRIGGER USER');
    return;
  }
  const triggers = await rowsOf<{ name: string; sql: string }>(
    db,
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'pioneer_events'",
  );
  for (const { name } of triggers) await db.raw('DROP TRIGGER ??', [name]);
  await plant(db);
  for (const { sql } of triggers) await db.raw(sql);
}

/** Takes the protection of events away for good. */
export async function dropTriggers(db: Knex): Promise<void> {
  if (isPostgres(db)) await db.raw('DROP TRIGGER pioneer_events_no_change ON pioneer_events');
  else await db.raw('DROP TRIGGER pioneer_events_no_update');
}

/** Removes a unique index; on PostgreSQL it belongs to a constraint. */
export async function dropUnique(db: Knex, table: string, name: string): Promise<void> {
  if (isPostgres(db)) await db.raw('ALTER TABLE ?? DROP CONSTRAINT ??', [table, name]);
  else await db.raw('DROP INDEX ??', [name]);
}

/** Copies a row under another identity, with other values here and there. */
export async function copyRow(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = await firstRow(db, table, where);
  delete row.id;
  const documentId = randomUUID().replaceAll('-', '').slice(0, 24);
  await db(table).insert(encode({ ...row, document_id: documentId, ...changes }));
}

/** The first row that fits; throws when there is none, for then nothing would be planted. */
export async function firstRow(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const found = await db(table)
    .where(where)
    .orderBy('id')
    .first<Record<string, unknown> | undefined>();
  if (found === undefined) throw new Error(`${table} has no row with ${JSON.stringify(where)}`);
  return found;
}

/** JSON comes parsed from PostgreSQL and has to go back as text. */
function encode(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const isJson = value !== null && typeof value === 'object' && !(value instanceof Date);
      return [column, isJson ? JSON.stringify(value) : value];
    }),
  );
}

export function isPostgres(db: Knex): boolean {
  return db.client.config.client === 'pg';
}
