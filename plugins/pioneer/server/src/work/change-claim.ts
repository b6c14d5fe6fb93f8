import { liveKeyOf } from '../../../core/work/claim-opening';
import { arrivalOf, type ClaimChanges } from '../../../core/work/decide-claim';
import { hasEnded, holdsSlot, type ClaimState } from '../../../core/work/states';
import type { ClaimCommand } from '../../../core/work/transitions';
import type { Image } from '../../../core/record/canonical';
import type { Actor } from '../record/event-table';
import { updateRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { claimFactsOf } from './claim-context';
import { claims, openings, type ClaimRow, type TermsRow } from './tables';

/** Columns that a command brings along and no rule decides on. */
export type BroughtColumns = Partial<Pick<ClaimRow, 'endReason' | 'evaluatingId'>>;

/**
 * Writes what core decided about a claim: the row if it still is the version that was decided on,
 * its event, and the counters of its opening. Null when somebody else changed it first.
 */
export async function changeClaim(
  transaction: Transaction,
  change: {
    readonly claim: ClaimRow;
    readonly terms: TermsRow;
    readonly command: ClaimCommand;
    readonly changes: ClaimChanges & BroughtColumns;
    readonly actor: Actor;
    readonly payload?: Image;
  },
): Promise<ClaimRow | null> {
  const { claim, terms, command, changes, actor, payload = {} } = change;
  const state = changes.state ?? claim.state;
  const claimant = { kind: claim.claimantKind, id: claim.claimantId };
  const liveKey = hasEnded(state) ? null : liveKeyOf(claim.openingId, claimant);
  const { event } = arrivalOf(command, claimFactsOf(claim, terms));
  const happening = { type: event, actor, payload };
  const after = await updateRecorded(
    transaction,
    claims,
    claim,
    { ...changes, liveKey },
    happening,
  );
  if (after !== null) await moveCounters(transaction, claim, state);
  return after;
}

/** Keeps the opening's counters equal to its claims; they only ever move by one. */
async function moveCounters(
  { trx }: Transaction,
  claim: ClaimRow,
  state: ClaimState,
): Promise<void> {
  const moves = {
    [takenColumn(claim.claimantKind)]: Number(holdsSlot(state)) - Number(holdsSlot(claim.state)),
    accepted: Number(state === 'accepted') - Number(claim.state === 'accepted'),
  };
  const moved = Object.entries(moves).filter(([, by]) => by !== 0);
  if (moved.length === 0) return;
  await trx(openings.name)
    .where({ document_id: claim.openingId })
    .update(
      Object.fromEntries(moved.map(([column, by]) => [column, trx.raw('?? + ?', [column, by])])),
    );
}

/** The counter of taken slots for a kind of claimant. */
export function takenColumn(kind: ClaimRow['claimantKind']) {
  return kind === 'member' ? 'member_taken' : 'organisation_taken';
}

/** The capacity that it must never exceed. */
export function slotsColumn(kind: ClaimRow['claimantKind']) {
  return kind === 'member' ? 'member_slots' : 'organisation_slots';
}
