import type { Town } from './town';

/** Lets the lease of one claim run out, for its next reader to find; the clock stays where it is. */
export async function endLease({ rows }: Town, claimId: string): Promise<void> {
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await rows('pioneer_claims')
    .where({ document_id: claimId })
    .update({ lease_ends_at: aMinuteAgo });
}
