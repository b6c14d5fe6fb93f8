import type { Claimant } from '../../../core/work/claim-opening';
import { insertAllRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { coClaimants } from './tables';

/**
 * Holds the members who are to share in a claim against the organisation that claims: they belong
 * to it or to one below it.
 *
 * @throws DomainError CO_CLAIMANTS_NOT_TAKEN, CO_CLAIMANT_OUTSIDE
 */
export async function assertCoClaimants(
  { trx }: Transaction,
  claimant: Claimant,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  if (claimant.kind !== 'organisation') throw new DomainError('CO_CLAIMANTS_NOT_TAKEN');
  const inside: { id: string }[] = await trx('pioneer_memberships as ms')
    .join('pioneer_organisation_closures as up', 'up.descendant_id', 'ms.organisation_id')
    .where('up.ancestor_id', claimant.id)
    .whereNull('ms.ended_at')
    .whereIn('ms.member_id', [...memberIds])
    .distinct({ id: 'ms.member_id' });
  const known = new Set(inside.map(({ id }) => id));
  const outside = memberIds.find((id) => !known.has(id));
  if (outside !== undefined) throw new DomainError('CO_CLAIMANT_OUTSIDE', { member: outside });
}

/** Writes down who shares in a claim beside its lead. */
export async function nameCoClaimants(
  transaction: Transaction,
  named: {
    readonly claimId: string;
    readonly coClaimantIds: readonly string[];
    readonly member: CallingMember;
  },
): Promise<void> {
  const { claimId, coClaimantIds, member } = named;
  const others = [...new Set(coClaimantIds)].filter((id) => id !== member.id);
  const rows = others.map((memberId) => ({ claimId, memberId }));
  const happening = { type: 'coClaimant.named', actor: actorOf(member) };
  await insertAllRecorded(transaction, coClaimants, rows, happening);
}
