import { refusal, type Refusal } from '../../../core/errors';
import type { Expressions } from '../../../core/work/audience';
import type { Claimant } from '../../../core/work/claim-opening';
import type { Reading } from '../shared/database';
import { countClaimsOf, describeClaimants } from './claimant-facts';
import { compileExpression } from './compile-expression';

/** Whether an opening is for this claimant, as people and organisations are now. */
export async function findAudienceRefusal(
  reading: Reading,
  { audience }: Expressions,
  claimant: Claimant,
): Promise<Refusal | null> {
  if (audience === null) return null;
  const [described] = await describeClaimants(reading, [claimant]);
  if (described === undefined) return refusal('CLAIMANT_UNKNOWN', { claimant: claimant.id });
  const condition = compileExpression('audience', audience).findUnmet(described.facts);
  return condition === null ? null : refusal('OPENING_NOT_FOR_YOU', { condition });
}

/** Whether the claimant may claim now; the first condition that is unmet is named. */
export async function findEligibilityRefusal(
  reading: Reading,
  { eligibility }: Expressions,
  claimant: Claimant,
): Promise<Refusal | null> {
  if (eligibility === null) return null;
  const [described] = await describeClaimants(reading, [claimant]);
  if (described === undefined) return refusal('CLAIMANT_UNKNOWN', { claimant: claimant.id });
  const claims = await countClaimsOf(reading, claimant);
  const facts = { ...described.facts, claims };
  const condition = compileExpression('eligibility', eligibility).findUnmet(facts);
  return condition === null ? null : refusal('CLAIM_NOT_ELIGIBLE', { condition });
}
