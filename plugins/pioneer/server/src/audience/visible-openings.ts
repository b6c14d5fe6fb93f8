import type { Knex } from 'knex';
import type { ClaimantKind } from '../../../core/work/states';
import type { CallingMember } from '../shared/caller';
import { isOfPostgres } from '../shared/dialect';
import { inOrder, type Order } from '../shared/first-page';
import { aboveOpening, organisationsAs } from '../work/claim-context';
import { openingsHeldBy } from '../work/live-claims';
import { audienceMembers, audiences } from './tables';

/** Leaves of a select of openings (`o`) some of them. */
export type Narrowing = (select: Knex.QueryBuilder) => unknown;

/**
 * The ways in which a reader comes to see openings: those for everybody, those whose audience has the
 * reader or an organisation that the reader represents, those that the reader holds a claim on, and
 * those of organisations where the reader manages or evaluates or below them. One may be seen in several.
 */
function waysToSee(trx: Knex, reader: CallingMember | null): readonly Narrowing[] {
  if (reader === null) return [isForAll];
  const isForReader: Narrowing = (select) =>
    select.whereIn('o.audience_hash', audiencesOf(trx, reader));
  return [isForAll, isForReader, ...waysOfWork(trx, reader)];
}

const isForAll: Narrowing = (select) => select.whereNull('o.audience_hash');

/** What has to do with the reader whatever its audience is. */
function waysOfWork(trx: Knex, reader: CallingMember): readonly Narrowing[] {
  const above = [...organisationsAs(reader, 'manager'), ...organisationsAs(reader, 'evaluator')];
  const isBelow: Narrowing = (select) => select.where(aboveOpening(trx, above));
  return [wayOfHolder(trx, reader), ...(above.length === 0 ? [] : [isBelow])];
}

/**
 * The first openings (`o`) that a reader sees, for each way at least as many as are asked for. Those of one
 * audience lie in an index in the order of the board; those of several would be gathered and sorted, all
 * of them, so each audience gives its own. SQLite cannot do that.
 *
 * @param place selects openings with their places, narrowed
 */
export function firstToSee(
  trx: Knex,
  reader: CallingMember | null,
  place: (narrow: Narrowing) => Knex.QueryBuilder,
  order: Order,
): readonly Knex.QueryBuilder[] {
  if (reader === null || !isOfPostgres(trx)) return waysToSee(trx, reader).map(place);
  const ofAudience = place((select) => select.where('o.audience_hash', trx.ref('own.hash')));
  const ofEach = trx
    .from(audiencesOf(trx, reader).distinct().as('own'))
    .joinRaw('cross join lateral ? as first', [inOrder(ofAudience, order)])
    .select(['first.id', 'first.place']);
  return [place(isForAll), ofEach, ...waysOfWork(trx, reader).map(place)];
}

/** That the reader holds a live claim on it. */
export function wayOfHolder(trx: Knex, reader: CallingMember): Narrowing {
  return (select) => select.whereIn('o.document_id', openingsHeldBy(trx, reader));
}

/** Leaves of a select of a few openings (`o`) those that the reader may see. */
export function leaveVisible(
  select: Knex.QueryBuilder,
  trx: Knex,
  reader: CallingMember | null,
): void {
  void select.where((visible) => {
    for (const narrow of waysToSee(trx, reader)) void visible.orWhere((way) => void narrow(way));
  });
}

/** What the reader is in, or an organisation that the reader represents. */
function audiencesOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  const represented = organisationsAs(reader, 'representative');
  return selectPlaces(trx, true)
    .where((own) => {
      void own.where({ 'am.claimant_kind': 'member', 'am.claimant_id': reader.id });
      if (represented.length === 0) return;
      void own.orWhere((theirs) => {
        void theirs.where('am.claimant_kind', 'organisation');
        void theirs.whereIn('am.claimant_id', represented);
      });
    })
    .select('am.hash');
}

/** Where the claimant of `c` is known not to be in the audience of the opening `o`. */
export function outsideOf(trx: Knex): Knex.QueryBuilder {
  return placesOn(trx, false)
    .where('am.claimant_kind', trx.ref('c.claimant_kind'))
    .where('am.claimant_id', trx.ref('c.claimant_id'));
}

/** Who of a kind is in the audience of an opening `o`; nobody before all have been evaluated. */
export function placesIn(trx: Knex, kind: ClaimantKind): Knex.QueryBuilder {
  return placesOn(trx, true).where('am.claimant_kind', kind);
}

function placesOn(trx: Knex, fits: boolean): Knex.QueryBuilder {
  return selectPlaces(trx, fits).where('am.hash', trx.ref('o.audience_hash')).select(trx.raw('1'));
}

function selectPlaces(trx: Knex, fits: boolean): Knex.QueryBuilder {
  return trx(`${audienceMembers.name} as am`)
    .join(`${audiences.name} as a`, 'a.hash', 'am.hash')
    .where({ 'am.fits': fits, 'a.is_complete': true });
}
