import { QUEUED_STATES } from '../../../core/work/states';
import { updateAllRecorded } from '../record/recorded-writes';
import { SYSTEM } from '../record/event-table';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { findRows, selectOf } from '../shared/rows';
import { putSpotRight } from '../units/change-spot';
import type { ClaimContext } from './claim-context';
import { releaseClaim } from './release-claim';
import { claims, openings, terms, type OpeningRow } from './tables';

/**
 * What accepted work does to the unit that it was about: a spot is put right, and nobody else is
 * to claim it, under this task or another. Claims that run on it go on; who waits or has applied
 * is released, for there is nothing left to begin.
 */
export async function finishUnit(
  transaction: Transaction,
  { claim, opening }: ClaimContext,
  evaluator: CallingMember,
): Promise<void> {
  const { unitKind, unitId, occurrence } = opening;
  if (unitKind !== 'spot') return;
  const rows = await findRows(
    transaction,
    openings,
    { unitKind, unitId, occurrence, state: 'open' },
    { isLocked: true },
  );
  const closing = { type: 'opening.closed', actor: SYSTEM };
  await updateAllRecorded(transaction, openings, rows, { state: 'closed' }, closing);
  await releaseQueued(transaction, { unitId, occurrence });
  const actor = actorOf(evaluator);
  await putSpotRight(transaction, { spotId: unitId, occurrence, claimId: claim.id, actor });
}

async function releaseQueued(
  transaction: Transaction,
  { unitId, occurrence }: Pick<OpeningRow, 'unitId' | 'occurrence'>,
): Promise<void> {
  const queued: Record<string, unknown>[] = await transaction
    .trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .where({ 'o.unit_kind': 'spot', 'o.unit_id': unitId, 'o.occurrence': occurrence })
    .whereIn('c.state', [...QUEUED_STATES])
    .orderBy('c.id')
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')]);
  for (const row of queued) await releaseClaim(transaction, row, { putRight: true });
}
