import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { haversineFrom, type BoardQuery } from './filter-openings';

/** What the board is ordered by, and the id, since several can be equal in it. */
const cursorSchema = z.tuple([z.number(), z.string()]);

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
  const [place, id] = decodeCursor(cursor, cursorSchema);
  const bound = near === undefined ? new Date(place) : place;
  const after = directionOf(query) === 'desc' ? '<' : '>';
  void select.whereRaw(`(?, o.document_id) ${after} (?, ?)`, [order, bound, id]);
}

/** The cursor of the page that follows this row. */
export function cursorAfter(row: Readonly<Record<string, unknown>>): string {
  const { place, o__document_id: id } = row;
  return encodeCursor([place instanceof Date ? place.getTime() : Number(place), String(id)]);
}
