import type { Knex } from 'knex';
import { rowsOf } from '../../tools/replay/evidence/open-database';

/** A column of the database, as the database itself names it. */
export interface DatabaseColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Every column of every table that a server keeps its rows in. */
export async function columnsOf(rows: Knex): Promise<DatabaseColumn[]> {
  return rows.client.config.client === 'pg'
    ? rowsOf<DatabaseColumn>(rows, OF_POSTGRES)
    : rowsOf<DatabaseColumn>(rows, OF_SQLITE);
}

const OF_POSTGRES = `
  select table_name as "table", column_name as "column", data_type as "type"
  from information_schema.columns where table_schema = current_schema()
  order by table_name, ordinal_position`;

const OF_SQLITE = `
  select t.name as "table", c.name as "column", lower(c.type) as "type"
  from sqlite_master t, pragma_table_info(t.name) c
  where t.type = 'table' and t.name not like 'sqlite_%'
  order by t.name, c.cid`;

/** Where a text stands, in whatever case and also within JSON: `table.column`. */
export async function findEverywhere(rows: Knex, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await columnsOf(rows)) {
    const [row] = await rows(table)
      .whereRaw('lower(cast(?? as text)) like ?', [column, `%${text.toLowerCase()}%`])
      .limit(1)
      .select(rows.raw('1'));
    if (row !== undefined) found.push(`${table}.${column}`);
  }
  return found;
}
