import { decideClaim } from '../../../core/work/decide-claim';
import type { Image } from '../../../core/record/canonical';
import { SYSTEM } from '../record/event-table';
import type { Transaction } from '../shared/database';
import { rowIn } from '../shared/rows';
import { changeClaim } from './change-claim';
import { claimFactsOf, SYSTEM_FACTS } from './claim-context';
import { claims, terms } from './tables';

/**
 * Ends a claim that nothing can come of any more; nobody has to give a reason.
 *
 * @param row the claim as `c` with its terms as `t`
 * @param payload what the record says of why
 */
export async function releaseClaim(
  transaction: Transaction,
  row: Readonly<Record<string, unknown>>,
  payload: Image,
): Promise<void> {
  const [claim, agreed] = [rowIn(claims, 'c', row), rowIn(terms, 't', row)];
  const facts = claimFactsOf(claim, agreed);
  const decision = decideClaim('cancel', facts, SYSTEM_FACTS, {}, transaction.now);
  if (!decision.ok) return;
  const { changes } = decision;
  const change = { claim, terms: agreed, command: 'cancel', changes, actor: SYSTEM } as const;
  await changeClaim(transaction, { ...change, payload });
}
