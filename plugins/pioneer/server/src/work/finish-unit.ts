import { updateAllRecorded } from '../record/recorded-writes';
import { SYSTEM } from '../record/event-table';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { putSpotRight } from '../units/change-spot';
import type { ClaimContext } from './claim-context';
import { openings } from './tables';

/**
 * What accepted work does to the unit that it was about: a spot is put right, and nobody else is
 * to claim it, under this task or another. Claims that run on it go on.
 */
export async function finishUnit(
  transaction: Transaction,
  { claim, opening }: ClaimContext,
  evaluator: CallingMember,
): Promise<void> {
  const { unitKind, unitId, occurrence } = opening;
  if (unitKind !== 'spot') return;
  const found: Record<string, unknown>[] = await transaction
    .trx(`${openings.name} as o`)
    .where({ 'o.unit_kind': 'spot', 'o.unit_id': unitId, 'o.occurrence': occurrence })
    .where('o.state', 'open')
    .orderBy('o.id')
    .select(selectOf(openings, 'o'))
    .forUpdate();
  const rows = found.map((row) => rowIn(openings, 'o', row));
  const closing = { type: 'opening.closed', actor: SYSTEM };
  await updateAllRecorded(transaction, openings, rows, { state: 'closed' }, closing);
  const actor = actorOf(evaluator);
  await putSpotRight(transaction, { spotId: unitId, occurrence, claimId: claim.id, actor });
}
