import { CIRCUMSTANCES } from '../../../core/work/guards';
import type { CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { claimFactsOf } from './claim-context';
import { getClaimContext, giveCommand } from './give-command';

interface Entry {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly version: number;
}

/**
 * Gives a claim up; where the terms want a manager's yes for that, asks for it, and the claim goes
 * on meanwhile.
 *
 * @throws DomainError the refusals of giveCommand
 */
export async function withdrawClaim(
  transaction: Transaction,
  { reason, ...entry }: Entry & { readonly reason: string },
): Promise<void> {
  const { claim, terms } = await getClaimContext(transaction, entry.claimId, entry.member);
  const asks = CIRCUMSTANCES.needsApproval(claimFactsOf(claim, terms));
  const columns = asks
    ? { withdrawalReason: reason, withdrawalAnswer: null }
    : { endReason: reason };
  await giveCommand(transaction, { ...entry, command: 'withdraw', columns });
}

/**
 * Lets a claimant go who asked for it; the reason is the claimant's own.
 *
 * @throws DomainError the refusals of giveCommand
 */
export async function allowWithdrawal(transaction: Transaction, entry: Entry): Promise<void> {
  const { claim } = await getClaimContext(transaction, entry.claimId, entry.member);
  const columns = { endReason: claim.withdrawalReason };
  await giveCommand(transaction, { ...entry, command: 'allowWithdrawal', columns });
}
