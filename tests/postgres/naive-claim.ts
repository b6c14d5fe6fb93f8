import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Opening } from '../support/work';

/** Lets nobody pass until all have come; what makes a race certain instead of likely. */
export function barrierFor(parties: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === parties) open();
    return opened;
  };
}

/**
 * The claim that everybody writes first, and that oversells: counts, finds a free slot, creates.
 * Planted to see that what watches the slots would notice.
 */
export async function claimNaively(
  rows: Knex,
  claim: {
    readonly opening: Opening;
    readonly slots: number;
    readonly claimantId: string;
    /** Between counting and creating. */
    readonly pause?: () => Promise<void>;
  },
): Promise<'OK' | 'OPENING_FULL'> {
  const { opening, slots, claimantId } = claim;
  const claims = rows('pioneer_claims').where({ opening_id: opening.id });
  const found = await claims.count({ count: '*' }).first<{ count: string }>();
  await claim.pause?.();
  if (Number(found.count) >= slots) return 'OPENING_FULL';
  await rows('pioneer_claims').insert({
    document_id: randomUUID().replaceAll('-', '').slice(0, 24),
    opening_id: opening.id,
    terms_id: opening.termsId,
    workflow_id: 'any',
    claimant_kind: 'member',
    claimant_id: claimantId,
    lead_id: claimantId,
    state: 'active',
    round: 1,
    step: 1,
    percent: 0,
    claimed_at: new Date(),
    live_key: `${opening.id}:member:${claimantId}`,
  });
  await rows('pioneer_openings').where({ document_id: opening.id }).increment('member_taken', 1);
  return 'OK';
}
