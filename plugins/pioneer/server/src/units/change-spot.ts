import { findAgain, putRight, SPOT_FINDERS } from '../../../core/units/spot';
import { repeatJobsAbove } from '../jobs/request-job';
import type { Actor } from '../record/event-table';
import { updateLocked } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { spots, type SpotRow } from './tables';

/**
 * Finds a spot again that was put right; tasks that are about it open it once more.
 *
 * @throws DomainError NOT_FOUND, SPOT_FINDER_REQUIRED, VERSION_OUTDATED, SPOT_NOT_PUT_RIGHT
 */
export async function findSpotAgain(
  transaction: Transaction,
  request: { readonly spotId: string; readonly version: number; readonly member: CallingMember },
): Promise<void> {
  const { spotId, version, member } = request;
  const spot = await findRow(transaction, spots, { id: spotId }, { isLocked: true });
  if (spot === null) throw new DomainError('NOT_FOUND');
  await assertFinder(transaction, spot, member);
  assertVersion(spot, version);
  const decision = findAgain(spot, transaction.now);
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
  const happening = { type: 'spot.foundAgain', actor: actorOf(member) };
  await updateLocked(transaction, spots, spot, decision.changes, happening);
  await repeatJobsAbove(transaction, ['openUnits'], [spot.organisationId]);
}

async function assertFinder(
  { trx }: Transaction,
  { organisationId }: SpotRow,
  { memberships }: CallingMember,
): Promise<void> {
  const ids = memberships
    .filter(({ role }) => SPOT_FINDERS.includes(role))
    .map((membership) => membership.organisationId);
  const above = await trx('pioneer_organisation_closures')
    .where('descendant_id', organisationId)
    .whereIn('ancestor_id', ids)
    .first<{ id: number } | undefined>('id');
  if (above === undefined) throw new DomainError('SPOT_FINDER_REQUIRED');
}

/**
 * Accepted work puts its spot right, unless the spot was found again meanwhile or had been put
 * right by other work.
 */
export async function putSpotRight(
  transaction: Transaction,
  work: {
    readonly spotId: string;
    /** Which finding of the spot the work was about. */
    readonly occurrence: number;
    readonly claimId: string;
    readonly actor: Actor;
  },
): Promise<void> {
  const { spotId, occurrence, claimId, actor } = work;
  const spot = await findRow(transaction, spots, { id: spotId }, { isLocked: true });
  if (spot === null || spot.timesFound !== occurrence) return;
  const changes = putRight(spot, transaction.now);
  if (changes === null) return;
  const happening = { type: 'spot.putRight', actor, payload: { claim: claimId } };
  await updateLocked(transaction, spots, spot, changes, happening);
}
