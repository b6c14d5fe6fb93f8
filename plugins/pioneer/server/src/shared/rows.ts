import type { Columns, Stored } from './columns';
import { columnName, type GovernedTable, type RowOf } from './table';

/** Columns to select for `rowFrom`, each as `alias.column as alias__column`. */
export function selectOf(table: GovernedTable, alias: string): string[] {
  return [...Object.keys(table.columns), 'id', 'version', 'salt'].map((name) => {
    const column = columnName(name);
    return `${alias}.${column} as ${alias}__${column}`;
  });
}

/** A row of a select made by `selectOf`, parsed; null when a left join found none. */
export function rowFrom<C extends Columns>(
  table: GovernedTable<C>,
  alias: string,
  found: Readonly<Record<string, unknown>>,
): RowOf<GovernedTable<C>> | null {
  const stored = (name: string) => found[`${alias}__${columnName(name)}`] as Stored;
  if (stored('id') === null || stored('id') === undefined) return null;
  const row: Record<string, unknown> = {
    id: String(stored('id')),
    version: Number(stored('version')),
    salt: String(stored('salt') ?? ''),
  };
  for (const [name, column] of Object.entries(table.columns)) {
    row[name] = column.decode(stored(name));
  }
  return row as RowOf<GovernedTable<C>>;
}

/** Like `rowFrom`, where the row must be there. */
export function rowIn<C extends Columns>(
  table: GovernedTable<C>,
  alias: string,
  found: Readonly<Record<string, unknown>>,
): RowOf<GovernedTable<C>> {
  const row = rowFrom(table, alias, found);
  if (row === null) throw new Error(`${table.name}: the joined row is missing`);
  return row;
}
