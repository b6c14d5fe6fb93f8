import type { Knex } from 'knex';
import type { ClaimantKind } from '../../../core/work/states';
import type { CallingMember } from '../shared/caller';
import { aboveOpening, organisationsAs } from '../work/claim-context';
import { liveClaimOf } from '../work/live-claims';
import { audienceMembers, audiences } from './tables';

/**
 * Leaves of a select of openings (`o`) those that the reader may see: those for everybody, those
 * whose audience has the reader or an organisation that the reader represents, those of
 * organisations where the reader manages or evaluates or below them, and those that the reader
 * holds a claim on.
 */
export function leaveVisible(
  select: Knex.QueryBuilder,
  trx: Knex,
  reader: CallingMember | null,
): void {
  void select.where((visible) => {
    void visible.whereNull('o.audience_hash');
    if (reader === null) return;
    const represented = organisationsAs(reader, 'representative');
    const above = [...organisationsAs(reader, 'manager'), ...organisationsAs(reader, 'evaluator')];
    void visible
      .orWhereExists(placesIn(trx, 'member').where('am.claimant_id', reader.id))
      .orWhereExists(placesIn(trx, 'organisation').whereIn('am.claimant_id', represented))
      .orWhere(aboveOpening(trx, above))
      .orWhereExists(liveClaimOf(trx, reader));
  });
}

/** Where the claimant of `c` is known not to be in the audience of the opening `o`. */
export function outsideOf(trx: Knex): Knex.QueryBuilder {
  return selectPlaces(trx, false)
    .where('am.claimant_kind', trx.ref('c.claimant_kind'))
    .where('am.claimant_id', trx.ref('c.claimant_id'));
}

/** Who of a kind is in the audience of an opening `o`; nobody before all have been evaluated. */
export function placesIn(trx: Knex, kind: ClaimantKind): Knex.QueryBuilder {
  return selectPlaces(trx, true).where('am.claimant_kind', kind);
}

function selectPlaces(trx: Knex, fits: boolean): Knex.QueryBuilder {
  return trx(`${audienceMembers.name} as am`)
    .join(`${audiences.name} as a`, 'a.hash', 'am.hash')
    .where('am.hash', trx.ref('o.audience_hash'))
    .where({ 'am.fits': fits, 'a.is_complete': true })
    .select(trx.raw('1'));
}
