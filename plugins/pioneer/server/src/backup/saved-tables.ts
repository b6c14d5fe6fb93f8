import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { neutralOf, type NeutralValue } from '../../../core/backup/neutral-values';
import type { TableShape } from '../../../core/backup/compare-schemas';
import { isPostgres } from '../shared/dialect';

/** Rows read at a time. */
const BATCH = 1000;

/**
 * All tables of Strapi, of content and of ours, as its schema names them: what the plugin or the
 * database adds to them is made again at every start.
 */
export function savedTables(strapi: Core.Strapi): TableShape[] {
  return strapi.db.schema.schema.tables
    .map(({ name, columns }) => {
      return { name, columns: columns.map((column) => ({ name: column.name, type: column.type })) };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Tables whose rows stay behind: after a restore everybody signs in again, because a session that
 * was ended since the back-up would be open once more.
 */
export function isLeftBehind(strapi: Core.Strapi, table: string): boolean {
  return table === strapi.db.metadata.get('admin::session').tableName;
}

/** The rows of a table in the order of their ids, in batches. */
export async function* readRows(
  trx: Knex,
  { name, columns }: TableShape,
): AsyncGenerator<NeutralValue[][]> {
  const names = columns.map((column) => column.name);
  for (let last = 0; ;) {
    const found: Record<string, unknown>[] = await trx(name)
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .select(names);
    if (found.length === 0) return;
    yield found.map((row) => columns.map((column) => neutralOf(column.type, row[column.name])));
    last = Number(found.at(-1)?.id);
  }
}

/** The highest id that a table ever gave. */
export async function findLastId(strapi: Core.Strapi, trx: Knex, table: string): Promise<number> {
  if (!isPostgres(strapi)) {
    const found = await trx('sqlite_sequence')
      .where({ name: table })
      .first<{ seq: number } | undefined>('seq');
    return found?.seq ?? 0;
  }
  const { rows } = await trx.raw<{ rows: { last: string | null }[] }>(
    `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM ${await sequenceOf(trx, table)}`,
  );
  return Number(rows[0]?.last ?? 0);
}

/** The sequence of the ids of a table, quoted as SQL wants it. */
export async function sequenceOf(trx: Knex, table: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `SELECT pg_get_serial_sequence(quote_ident(?), 'id') AS name`,
    [table],
  );
  return rows[0]?.name ?? '';
}
