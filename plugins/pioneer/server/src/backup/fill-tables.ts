import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { storedOf, type NeutralValue } from '../../../core/backup/neutral-values';
import type { ColumnShape, TableShape } from '../../../core/backup/compare-schemas';
import { isPostgres } from '../shared/dialect';
import { sequenceOf } from './saved-tables';

/** Inserts rows of a table into which nothing else is written. */
export type Fill = (rows: readonly (readonly NeutralValue[])[]) => Promise<void>;

/** Prepares to fill one table. */
export async function fillerOf(strapi: Core.Strapi, trx: Knex, table: TableShape): Promise<Fill> {
  return isPostgres(strapi) ? onPostgres(trx, table) : onSqlite(trx, table);
}

/** Values that SQLite binds in one statement, with a margin. */
const MOST_BOUND = 30_000;
const MOST_ROWS = 200;

function onSqlite(trx: Knex, { name, columns }: TableShape): Fill {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const size = Math.min(MOST_ROWS, Math.floor(MOST_BOUND / columns.length));
  return async (rows) => {
    for (const part of chunk(rows, size)) {
      const values = part.flatMap((one) =>
        columns.map(({ type }, place) => storedOf('sqlite', type, one[place] ?? null)),
      );
      const all = part.map(() => row).join(', ');
      await trx.raw(`INSERT INTO ${quoted(name)} (${names}) VALUES ${all}`, values as never);
    }
  };
}

/**
 * One parameter, however many rows: PostgreSQL takes them from a JSON text and reads each value as
 * its column's type would from a text, so numbers keep every digit.
 */
async function onPostgres(trx: Knex, { name, columns }: TableShape): Promise<Fill> {
  const types = await findTypes(trx, name);
  const typeOf = (column: ColumnShape) => types.get(column.name) ?? 'text';
  const isJson = (column: ColumnShape) => typeOf(column).startsWith('json');
  const names = columns.map((column) => quoted(column.name)).join(', ');
  // A JSON document comes as its text: taken as it is, its null would be no value at all.
  const taken = columns.map((column) => {
    const cast = isJson(column) ? `::${typeOf(column)}` : '';
    return `r.${quoted(column.name)}${cast}`;
  });
  const shape = columns.map((column) => {
    return `${quoted(column.name)} ${isJson(column) ? 'text' : typeOf(column)}`;
  });
  const insert =
    `INSERT INTO ${quoted(name)} (${names}) SELECT ${taken.join(', ')} ` +
    `FROM json_to_recordset(?::json) AS r(${shape.join(', ')})`;
  return async (rows) => {
    const objects = rows.map((row) =>
      Object.fromEntries(columns.map((column, place) => [column.name, row[place]])),
    );
    await trx.raw(insert, [JSON.stringify(objects)]);
  };
}

async function findTypes(trx: Knex, table: string): Promise<Map<string, string>> {
  const { rows } = await trx.raw<{ rows: { name: string; type: string }[] }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = quote_ident(?)::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Has the next row of a table get an id that no row ever had. */
export async function continueIds(
  strapi: Core.Strapi,
  trx: Knex,
  table: string,
  lastId: number,
): Promise<void> {
  if (isPostgres(strapi)) {
    await trx.raw(`SELECT setval('${await sequenceOf(trx, table)}', ?, ?)`, [
      Math.max(lastId, 1),
      lastId > 0,
    ]);
    return;
  }
  const sequence = () => trx('sqlite_sequence').where({ name: table });
  const changed = await sequence().update({ seq: lastId });
  if (changed === 0 && lastId > 0) {
    await trx('sqlite_sequence').insert({ name: table, seq: lastId });
  }
}
