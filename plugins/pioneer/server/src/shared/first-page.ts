import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

/** How rows are ordered: by `place`, and by `id` where several have the same. */
export interface Order {
  readonly direction: 'asc' | 'desc';
  /** How many are looked up: one more than a page shows, which tells whether there is another. */
  readonly limit: number;
}

/** What is on a page, and where the next one starts: `placeBefore` reads it. */
export interface PageOfIds {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
}

const placeSchema = z.tuple([z.number(), z.string()]);

/** The place and the id after which a page starts. @throws DomainError INPUT_INVALID */
export function placeBefore(cursor: string): readonly [place: number, id: string] {
  return decodeCursor(cursor, placeSchema);
}

/**
 * The first page of all that any of these selects leaves. What is shown of it is asked for by these ids,
 * in a statement of its own: how rows are found changes with every filter and is often planned anew,
 * and PostgreSQL would plan all that is shown with it, which takes longer than to find it.
 */
export async function findPage(
  trx: Knex,
  selects: readonly Knex.QueryBuilder[],
  order: Order,
): Promise<PageOfIds> {
  const found: { id: string; place: Date | number }[] = await firstOfAll(trx, selects, order);
  const shown = found.slice(0, order.limit - 1);
  const last = found.length === order.limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map(({ id }) => id),
    nextCursor: last === undefined ? null : encodeCursor([Number(last.place), last.id]),
  };
}

/**
 * The first rows of all that any of these selects leaves, each once. Every select gives an `id` and
 * the `place` by which all are ordered, and by itself no more than is asked for: that much a database
 * takes from one end of an index, however many there are. Of an OR over the same conditions
 * it would look at every row, or gather and sort them all.
 */
function firstOfAll(
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
