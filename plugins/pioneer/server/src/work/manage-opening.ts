import type { ActorFacts } from '../../../core/work/claim-facts';
import { decideClaim } from '../../../core/work/decide-claim';
import { transitionOf } from '../../../core/work/transitions';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { changeClaims } from './change-claim';
import { aboveOpening, claimFactsOf, organisationsAs } from './claim-context';
import { getOpening } from './find-place';
import { claims, openings, terms, type OpeningRow } from './tables';

/** What the rules see of a manager who does the same to many claims that are not their own. */
export const MANAGER_FACTS: ActorFacts = {
  roles: ['manager'],
  hadPart: false,
  isOwnWork: false,
  isAsked: false,
};

/**
 * Whether the member manages the opening's organisation or one above it.
 *
 * @throws DomainError MANAGER_REQUIRED
 */
export async function assertManages(
  { trx }: Transaction,
  opening: OpeningRow,
  member: CallingMember,
): Promise<void> {
  const managed = await trx(`${openings.name} as o`)
    .where('o.document_id', opening.id)
    .where(aboveOpening(trx, organisationsAs(member, 'manager')))
    .first<{ id: number } | undefined>('o.id');
  if (managed === undefined) throw new DomainError('MANAGER_REQUIRED');
}

/**
 * Ends every claim of an opening that can still be cancelled, for one reason.
 *
 * @returns how many were cancelled
 * @throws DomainError NOT_FOUND, MANAGER_REQUIRED
 */
export async function cancelClaims(
  transaction: Transaction,
  request: {
    readonly openingId: string;
    readonly reason: string;
    readonly manager: CallingMember;
  },
): Promise<number> {
  const { openingId, reason, manager } = request;
  const { opening } = await getOpening(transaction, openingId, { isLocked: true });
  await assertManages(transaction, opening, manager);
  const found: Record<string, unknown>[] = await transaction
    .trx(`${claims.name} as c`)
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .where('c.opening_id', openingId)
    .whereIn('c.state', [...transitionOf('cancel').from])
    .orderBy('c.id')
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')])
    .forUpdate('c');
  const decided = found.flatMap((row) => {
    const [claim, agreed] = [rowIn(claims, 'c', row), rowIn(terms, 't', row)];
    const facts = claimFactsOf(claim, agreed);
    const decision = decideClaim('cancel', facts, MANAGER_FACTS, {}, transaction.now);
    if (!decision.ok) return [];
    return [{ claim, terms: agreed, changes: { ...decision.changes, endReason: reason } }];
  });
  const actor = actorOf(manager);
  await changeClaims(transaction, { openingId, command: 'cancel', actor, decided });
  return decided.length;
}
