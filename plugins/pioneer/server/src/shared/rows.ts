import type { Knex } from 'knex';
import { memoize } from 'lodash';
import type { Columns, Stored, ValuesOf } from './columns';
import { selectIn, type Reading } from './database';
import { columnName, type GovernedTable, type RowOf } from './table';

/** Columns to select for `rowFrom`, each as `alias.column as alias__column`. */
export function selectOf(trx: Knex, table: GovernedTable, alias: string): Knex.Raw {
  return trx.raw(namesIn(table, alias).text);
}

/** A row of a select made by `selectOf`, parsed; null when a left join found none. */
export function rowFrom<C extends Columns>(
  table: GovernedTable<C>,
  alias: string,
  found: Readonly<Record<string, unknown>>,
): RowOf<GovernedTable<C>> | null {
  const { identity, columns } = namesIn(table, alias);
  const stored = (key: string) => found[key] as Stored;
  if (stored(identity.id) === null || stored(identity.id) === undefined) return null;
  const row: Record<string, unknown> = {
    id: String(stored(identity.id)),
    version: Number(stored(identity.version)),
    salt: String(stored(identity.salt) ?? ''),
  };
  for (const { name, key, column } of columns) {
    row[name] = decode(table, String(row.id), name, column, stored(key));
  }
  return row as RowOf<GovernedTable<C>>;
}

/**
 * What the columns of a table are called in a select, under this alias. Made once for each: every query
 * would take dozens of names apart, and every row put them together.
 */
const namesIn = memoize(
  ({ columns }: GovernedTable, alias: string) => {
    const keyOf = (name: string) => `${alias}__${columnName(name)}`;
    const all = [...Object.keys(columns), 'id', 'version', 'salt'];
    return {
      text: all.map((name) => `"${alias}"."${columnName(name)}" as "${keyOf(name)}"`).join(', '),
      identity: { id: keyOf('id'), version: keyOf('version'), salt: keyOf('salt') },
      columns: Object.entries(columns).map(([name, column]) => {
        return { name, key: keyOf(name), column };
      }),
    };
  },
  ({ name }, alias) => `${name} ${alias}`,
);

/** A column holds what no rule ever put there: the database was changed behind our back. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';

  constructor(
    readonly table: string,
    /** Of the row. */
    readonly id: string,
    readonly column: string,
    readonly found: Stored,
    reason: unknown,
  ) {
    super(`${table} ${id} ${column}: ${String(reason)}`);
  }
}

function decode(
  table: GovernedTable,
  id: string,
  name: string,
  column: Columns[string],
  stored: Stored,
): unknown {
  try {
    return column.decode(stored);
  } catch (error) {
    throw new UnreadableValue(table.name, id, columnName(name), stored, error);
  }
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

/** Which rows: those with these values, or what a condition on columns `x.…` leaves of them. */
type Narrowing<C extends Columns> =
  | (Partial<ValuesOf<C>> & { readonly id?: string })
  | ((select: Knex.QueryBuilder) => unknown);

interface RowOptions {
  /**
   * They stay as they are until the transaction ends: who else wants to change them waits, and finds
   * what was written.
   */
  readonly isLocked?: boolean;
}

function selectRows<C extends Columns>(
  { trx }: Pick<Reading, 'trx'>,
  table: GovernedTable<C>,
  narrowing: Narrowing<C>,
  { isLocked = false }: RowOptions,
): Knex.QueryBuilder {
  const select = trx(`${table.name} as x`).select(selectOf(trx, table, 'x'));
  if (typeof narrowing === 'function') narrowing(select);
  else {
    for (const [name, value] of Object.entries(narrowing)) {
      const stored = table.columns[name]?.encode(value) ?? (value as Stored);
      void select.where(`x.${columnName(name)}`, stored);
    }
  }
  return isLocked ? select.forUpdate() : select;
}

/** Rows of one table, in the order in which they came. */
export async function findRows<C extends Columns>(
  reading: Pick<Reading, 'trx'>,
  table: GovernedTable<C>,
  narrowing: Narrowing<C>,
  options: RowOptions = {},
): Promise<RowOf<GovernedTable<C>>[]> {
  const select = selectRows(reading, table, narrowing, options).orderBy('x.id');
  const found = (await select) as Record<string, unknown>[];
  return found.map((row) => rowIn(table, 'x', row));
}

/** The one row with these values, or null. */
export async function findRow<C extends Columns>(
  reading: Pick<Reading, 'trx'>,
  table: GovernedTable<C>,
  narrowing: Narrowing<C>,
  options: RowOptions = {},
): Promise<RowOf<GovernedTable<C>> | null> {
  const select = selectRows(reading, table, narrowing, options).first();
  const found = (await select) as Record<string, unknown> | undefined;
  return found === undefined ? null : rowIn(table, 'x', found);
}

/** Rows of which a column of texts has one of these values, however many there are. */
export async function findRowsIn<C extends Columns>(
  reading: Pick<Reading, 'trx'>,
  table: GovernedTable<C>,
  column: keyof C & string,
  values: Iterable<string>,
): Promise<RowOf<GovernedTable<C>>[]> {
  const found = await selectIn([...new Set(values)], async (part) => {
    const narrow = (select: Knex.QueryBuilder) => select.whereIn(`x.${columnName(column)}`, part);
    return (await selectRows(reading, table, narrow, {})) as Record<string, unknown>[];
  });
  return found.map((row) => rowIn(table, 'x', row));
}

/** Rows held in memory at a time. */
const BATCH = 500;

/** All rows of a table, so many at a time that memory stays bounded, in the order of their ids. */
export async function* streamRows<C extends Columns>(
  { trx }: Reading,
  table: GovernedTable<C>,
): AsyncGenerator<RowOf<GovernedTable<C>>[]> {
  for (let last = ''; ;) {
    const found: Record<string, unknown>[] = await trx(`${table.name} as x`)
      .where('x.document_id', '>', last)
      .orderBy('x.document_id')
      .limit(BATCH)
      .select(selectOf(trx, table, 'x'));
    const end = found.at(-1);
    if (end === undefined) return;
    yield found.map((row) => rowIn(table, 'x', row));
    last = String(end.x__document_id);
  }
}
