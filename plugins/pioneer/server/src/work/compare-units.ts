import type { Knex } from 'knex';
import type { OpeningState } from '../../../core/work/claim-opening';
import type { Subject } from '../../../core/work/terms';
import { selectUnits, type WantedUnits } from '../units/select-units';
import { openings } from './tables';

/**
 * The units that fit a task now beside its openings for units of that kind, in one state or in all,
 * as rows `pair` for each finding of a unit: `unitId`; `place`, null where the unit does not fit;
 * `openingId` with `memberTaken` and `organisationTaken`, null where it has no opening.
 *
 * Both are put into one list and grouped, where a join would read better: PostgreSQL has no
 * statistics of rows that were written a moment ago, takes them for a few, and joins them by
 * comparing each with each. A full join it can only hash, but SQLite compares each with each.
 */
export function compareUnits(
  trx: Knex,
  task: Subject,
  wanted: WantedUnits,
  state?: OpeningState,
): Knex.QueryBuilder {
  const nothing = trx.raw('null');
  const units = trx.from(selectUnits(trx, wanted).as('u')).select({
    unitId: 'u.id',
    occurrence: 'u.occurrence',
    place: 'u.place',
    openingId: nothing,
    memberTaken: nothing,
    organisationTaken: nothing,
  });
  const present = trx(`${openings.name} as o`)
    .where({ 'o.task_uid': task.uid, 'o.task_id': task.id, 'o.unit_kind': wanted.kind })
    .select({
      unitId: 'o.unit_id',
      occurrence: 'o.occurrence',
      place: nothing,
      openingId: 'o.document_id',
      memberTaken: 'o.member_taken',
      organisationTaken: 'o.organisation_taken',
    });
  if (state !== undefined) void present.where('o.state', state);
  const pairs = trx
    .from(units.unionAll(present).as('one'))
    .groupBy('one.unitId', 'one.occurrence')
    .select('one.unitId')
    .max({
      place: 'one.place',
      openingId: 'one.openingId',
      memberTaken: 'one.memberTaken',
      organisationTaken: 'one.organisationTaken',
    });
  return trx.from(pairs.as('pair'));
}
