import type { Knex } from 'knex';
import type { RequestOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { boxAround, haversineOf, type Point } from '../../../core/geography';
import { searchWordsOf } from '../../../core/work/search-text';

export type BoardQuery = RequestOf<Endpoints['openings.find']>['query'];

/** Leaves of a select of openings (`o`) what a reader asks for, whoever holds a claim on it. */
export function filterOpenings(select: Knex.QueryBuilder, trx: Knex, query: BoardQuery): void {
  const { state, drive, task, category, organisation, unitKind, q, dueAfter, dueBefore } = query;
  if (state !== undefined || query.mine !== 'true') void select.where('o.state', state ?? 'open');
  if (drive !== undefined) void select.where('o.drive_id', drive);
  if (task !== undefined) void select.where('o.task_id', task);
  if (category !== undefined) void select.where('o.category', category);
  if (organisation !== undefined) void select.whereExists(atOrBelow(trx, organisation));
  if (unitKind !== undefined) void select.where('o.unit_kind', unitKind);
  if (q !== undefined) searchOpenings(select, q);
  if (dueAfter !== undefined) void select.where('o.due_at', '>=', new Date(dueAfter));
  if (dueBefore !== undefined) void select.where('o.due_at', '<', new Date(dueBefore));
  if (query.near !== undefined) withinReach(select, trx, query.near, query.within ?? 0);
}

function atOrBelow(trx: Knex, organisationId: string): Knex.QueryBuilder {
  return trx('pioneer_organisation_closures as below')
    .where('below.descendant_id', trx.ref('o.organisation_id'))
    .where('below.ancestor_id', organisationId);
}

/** Both sides are folded by core, so that the databases need not agree on what letters are alike. */
function searchOpenings(select: Knex.QueryBuilder, q: string): void {
  for (const word of searchWordsOf(q)) {
    const literal = word.replaceAll(/[!%_]/g, '!$&');
    void select.whereRaw("o.search_text like ? escape '!'", [`%${literal}%`]);
  }
}

/** A box that the index knows first, and of what is in it what lies within the distance. */
function withinReach(select: Knex.QueryBuilder, trx: Knex, near: Point, metres: number): void {
  const { south, north, longitudes } = boxAround(near, metres);
  void select
    .whereBetween('o.latitude', [south, north])
    .where((inBox) => {
      for (const [west, east] of longitudes) void inBox.orWhereBetween('o.longitude', [west, east]);
    })
    .whereRaw('? <= ?', [haversineFrom(trx, near), haversineOf(metres)]);
}

/** `haversineBetween` of core for a point and an opening; both databases have what it takes. */
export function haversineFrom(trx: Knex, { latitude, longitude }: Point): Knex.Raw {
  return trx.raw(
    'power(sin(radians(o.latitude - ?) / 2), 2) + ' +
      'cos(radians(?)) * cos(radians(o.latitude)) * power(sin(radians(o.longitude - ?) / 2), 2)',
    [latitude, latitude, longitude],
  );
}
