import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { haversineFrom, type BoardQuery } from './filter-openings';

/** What the board is ordered by, and the id, since several can be equal in it. */
const cursorSchema = z.tuple([z.number(), z.string()]);

/**
 * Newest first; around a point nearest first. A page starts after the place where the one before
 * has ended, so what is opened, closed or moved meanwhile shifts nothing.
 */
export function orderOpenings(select: Knex.QueryBuilder, trx: Knex, query: BoardQuery): void {
  const { near, cursor } = query;
  const isByTime = near === undefined;
  const order = isByTime ? trx.raw('o.opened_at') : haversineFrom(trx, near);
  const [direction, after] = isByTime ? ['desc', '<'] : ['asc', '>'];
  void select
    .select({ place: order })
    .orderByRaw(`? ${direction}, o.document_id ${direction}`, [order]);
  if (cursor === undefined) return;
  const [place, id] = decodeCursor(cursor, cursorSchema);
  const bound = isByTime ? new Date(place) : place;
  void select.whereRaw(`(?, o.document_id) ${after} (?, ?)`, [order, bound, id]);
}

/** The cursor of the page that follows this row. */
export function cursorAfter(row: Readonly<Record<string, unknown>>): string {
  const { place, o__document_id: id } = row;
  return encodeCursor([place instanceof Date ? place.getTime() : Number(place), String(id)]);
}
