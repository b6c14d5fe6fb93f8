import type { Knex } from 'knex';
import type { ClaimantKind } from '../../../core/work/states';
import type { CallingMember } from '../shared/caller';
import { aboveOpening, organisationsAs } from '../work/claim-context';
import { openingsHeldBy } from '../work/live-claims';
import { audienceMembers, audiences } from './tables';

/** Leaves of a select of openings (`o`) some of them. */
type Narrowing = (select: Knex.QueryBuilder) => unknown;

/**
 * The ways in which a reader comes to see openings: those for everybody, those whose audience has the
 * reader or an organisation that the reader represents, those that the reader holds a claim on, and
 * those of organisations where the reader manages or evaluates or below them. One may be seen in several.
 */
export function waysToSee(trx: Knex, reader: CallingMember | null): readonly Narrowing[] {
  const isForAll: Narrowing = (select) => select.whereNull('o.audience_hash');
  if (reader === null) return [isForAll];
  const above = [...organisationsAs(reader, 'manager'), ...organisationsAs(reader, 'evaluator')];
  return [
    isForAll,
    (select) => select.whereIn('o.audience_hash', audiencesOf(trx, reader)),
    wayOfHolder(trx, reader),
    ...(above.length === 0
      ? []
      : [(select: Knex.QueryBuilder) => select.where(aboveOpening(trx, above))]),
  ];
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
