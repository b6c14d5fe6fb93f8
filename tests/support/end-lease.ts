import type { Town } from './town';
import { holdsAllClaims } from './work';

/**
 * Lets the lease of one claim run out, for its next reader to find; the clock stays where it is.
 * The server gives its slot back when it likes, so its opening must be the claim's own: in the one
 * that a file's claims share, another test would see a slot go free.
 */
export async function endLease(town: Town, claimId: string): Promise<void> {
  const claim = town.rows('pioneer_claims').where({ document_id: claimId });
  const [openingId] = await claim.clone().pluck<string[]>('opening_id');
  if (openingId === undefined || (await holdsAllClaims(town, openingId))) {
    throw new Error(`claim ${claimId} has no opening of its own; build it one`);
  }
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await claim.update({ lease_ends_at: aMinuteAgo });
}
