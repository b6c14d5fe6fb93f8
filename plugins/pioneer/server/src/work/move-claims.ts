import { transitionOf } from '../../../core/work/transitions';
import { decideClaim } from '../../../core/work/decide-claim';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { changeClaims } from './change-claim';
import { claimFactsOf } from './claim-context';
import { getOpening } from './find-place';
import { ownWorkCondition } from './evaluators';
import { getClaimContext, giveCommand, payloadOf } from './give-command';
import { assertManages, MANAGER_FACTS } from './manage-opening';
import { claims, terms } from './tables';

/**
 * Moves one claim to the newest terms of its opening and to its due date, for a reason that the
 * claimant reads.
 *
 * @throws DomainError CLAIM_TERMS_CURRENT and the refusals of giveCommand
 */
export async function moveClaim(
  transaction: Transaction,
  entry: {
    readonly claimId: string;
    readonly member: CallingMember;
    readonly version: number;
    readonly reason: string;
  },
): Promise<void> {
  const { reason, ...given } = entry;
  const { opening } = await getClaimContext(transaction, entry.claimId, entry.member);
  const { terms: newest } = await getOpening(transaction, opening.id);
  await giveCommand(transaction, {
    ...given,
    command: 'moveToTerms',
    columns: { ...columnsOf(newest), termsReason: reason },
    prepare: ({ opening: { dueAt } }) => ({ dueAt }),
  });
}

/**
 * Moves every claim of an opening that still can be moved, for one reason; the manager's own are
 * left to another one.
 *
 * @returns how many were moved
 * @throws DomainError NOT_FOUND, MANAGER_REQUIRED
 */
export async function moveClaims(
  transaction: Transaction,
  request: { readonly openingId: string; readonly reason: string; readonly manager: CallingMember },
): Promise<number> {
  const { openingId, reason, manager } = request;
  const { opening, terms: newest } = await getOpening(transaction, openingId, { isLocked: true });
  await assertManages(transaction, opening, manager);
  const found: Record<string, unknown>[] = await transaction
    .trx(`${claims.name} as c`)
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .where('c.opening_id', openingId)
    .whereNot('c.terms_id', newest.id)
    .whereIn('c.state', [...transitionOf('moveToTerms').from])
    .orderBy('c.id')
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')])
    .select({ is_own_work: ownWorkCondition(transaction.trx, manager.id) })
    .forUpdate('c');
  const given = { dueAt: opening.dueAt };
  const decided = found.flatMap((row) => {
    const [claim, agreed] = [rowIn(claims, 'c', row), rowIn(terms, 't', row)];
    const facts = claimFactsOf(claim, agreed, newest.id);
    const actor = { ...MANAGER_FACTS, isOwnWork: Boolean(row.is_own_work) };
    const decision = decideClaim('moveToTerms', facts, actor, given, transaction.now);
    if (!decision.ok) return [];
    const changes = { ...decision.changes, ...columnsOf(newest), termsReason: reason };
    return [{ claim, terms: agreed, changes }];
  });
  await changeClaims(transaction, {
    openingId,
    command: 'moveToTerms',
    actor: actorOf(manager),
    payload: payloadOf(given),
    decided,
  });
  return decided.length;
}

function columnsOf({ id, content }: { id: string; content: { workflowId: string } }) {
  return { termsId: id, workflowId: content.workflowId };
}
