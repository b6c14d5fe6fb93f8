import type { Knex } from 'knex';
import { placeBefore } from '../shared/first-page';
import { haversineFrom, type BoardQuery } from './filter-openings';

/** Newest first; around a point nearest first. */
export function directionOf({ near }: BoardQuery): 'asc' | 'desc' {
  return near === undefined ? 'desc' : 'asc';
}

/**
 * Gives openings (`o`) the `place` by which the board is ordered. A page starts after the place where
 * the one before has ended, so what is opened, closed or moved meanwhile shifts nothing.
 */
export function placeOpenings(select: Knex.QueryBuilder, trx: Knex, query: BoardQuery): void {
  const { near, cursor } = query;
  const order = near === undefined ? trx.raw('o.opened_at') : haversineFrom(trx, near);
  void select.select({ id: 'o.document_id', place: order });
  if (cursor === undefined) return;
  const [place, id] = placeBefore(cursor);
  const bound = near === undefined ? new Date(place) : place;
  const after = directionOf(query) === 'desc' ? '<' : '>';
  void select.whereRaw(`(?, o.document_id) ${after} (?, ?)`, [order, bound, id]);
}
