import type { Town } from './town';
import type { Opening } from './work';

/**
 * States that exist but that no command of this version leads to: waiting lists, applications,
 * offers and cancellation come later. The rules must answer in them all the same, so tests put
 * claims there by SQL, as the later commands will: live key, lease and counter included.
 */
export const FORCED_STATES = [
  'waiting',
  'applied',
  'offered',
  'declined',
  'refused',
  'cancelled',
] as const;
export type ForcedState = (typeof FORCED_STATES)[number];

const ENDED: ReadonlySet<string> = new Set<ForcedState>(['declined', 'refused', 'cancelled']);

/** Puts an active claim of a member into a state that no command leads to yet. */
export async function forceState(
  { rows }: Town,
  { claimId, opening, state }: { claimId: string; opening: Opening; state: ForcedState },
): Promise<void> {
  const hasEnded = ENDED.has(state);
  await rows('pioneer_claims')
    .where({ document_id: claimId })
    .update({
      state,
      lease_ends_at: null,
      ...(hasEnded ? { live_key: null, ended_at: new Date() } : {}),
    });
  if (state === 'offered') return;
  await rows('pioneer_openings').where({ document_id: opening.id }).decrement('member_taken', 1);
}

/** Lets the lease of one claim run out, for its next reader to find; the clock stays where it is. */
export async function endLease({ rows }: Town, claimId: string): Promise<void> {
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await rows('pioneer_claims')
    .where({ document_id: claimId })
    .update({ lease_ends_at: aMinuteAgo });
}
