import type { Knex } from 'knex';

/** Which rows, and how they differ from the one they are made after. */
export interface Likeness {
  /** What follows FROM: its rows have the alias `model` for the row to be copied. */
  readonly from: string;
  /** SQL for each column that differs. */
  readonly values: Readonly<Record<string, string>>;
}

/** Inserts copies of rows that the product has made, by one statement and past every rule. */
export async function insertLike(db: Knex, table: string, likeness: Likeness): Promise<void> {
  const columns = Object.keys(await db(table).columnInfo()).filter((name) => name !== 'id');
  const unknown = Object.keys(likeness.values).filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw new Error(`${table} has no column ${unknown.join(', ')}`);
  const values = columns.map((name) => likeness.values[name] ?? `model.${name}`);
  // In raw statements of knex `?` stands for a value.
  const statement = `INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${values.join(', ')} FROM ${likeness.from}`;
  await db.raw(statement.replaceAll('?', '\\?'));
}

/** Has a table filled without its indexes that are not unique, and makes these anew: much faster. */
export async function withoutIndexes(
  db: Knex,
  table: string,
  fill: () => Promise<void>,
): Promise<void> {
  const indexes: { indexname: string; indexdef: string }[] = await db('pg_indexes')
    .where({ schemaname: 'public', tablename: table })
    .whereNot('indexdef', 'like', 'CREATE UNIQUE%')
    .select('indexname', 'indexdef');
  for (const { indexname } of indexes) await db.raw('DROP INDEX ??', [indexname]);
  await fill();
  for (const { indexdef } of indexes) await db.raw(indexdef);
}
