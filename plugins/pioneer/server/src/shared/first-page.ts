import type { Knex } from 'knex';

/** How rows are ordered: by `place`, and by `id` where several have the same. */
export interface Order {
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/**
 * The first rows of all that any of these selects leaves, each once. Every select gives an `id` and
 * the `place` by which all are ordered, and by itself no more than is asked for: that much a database
 * takes from one end of an index, however many there are. Of an OR over the same conditions
 * it would look at every row, or gather and sort them all.
 */
export function firstOfAll(
  trx: Knex,
  selects: readonly Knex.QueryBuilder[],
  order: Order,
): Knex.QueryBuilder {
  const [first, ...others] = selects.map((select) =>
    trx.from(inOrder(select, order).as('found')).select(['id', 'place']),
  );
  if (first === undefined) throw new Error('There is nothing to select from.');
  return inOrder(first.union(others), order);
}

/**
 * As many of them as are asked for. The limit stands in the statement: a kept plan would expect a tenth
 * of all rows of one that it does not know.
 */
export function inOrder(select: Knex.QueryBuilder, { direction, limit }: Order): Knex.QueryBuilder {
  return select
    .orderBy([
      { column: 'place', order: direction },
      { column: 'id', order: direction },
    ])
    .limit(limit, { skipBinding: true });
}
