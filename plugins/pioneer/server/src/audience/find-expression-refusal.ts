import { refusal, type Refusal } from '../../../core/errors';
import type { Expressions } from '../../../core/work/audience';
import type { Claimant } from '../../../core/work/claim-opening';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { terms } from '../work/tables';
import { countClaimsOf, describeClaimants } from './claimant-facts';
import { compileExpression, type ExpressionFacts } from './compile-expression';

/** Whether an opening is for this claimant, as people and organisations are now. */
export async function findAudienceRefusal(
  reading: Reading,
  { audience }: Expressions,
  claimant: Claimant,
): Promise<Refusal | null> {
  if (audience === null) return null;
  const [described] = await describeClaimants(reading, [claimant]);
  return described === undefined ? unknown(claimant) : stranger(audience, described.facts);
}

/** Whether the claimant may claim now; the first condition that is unmet is named. */
export async function findEligibilityRefusal(
  reading: Reading,
  { eligibility }: Expressions,
  claimant: Claimant,
): Promise<Refusal | null> {
  if (eligibility === null) return null;
  const [described] = await describeClaimants(reading, [claimant]);
  if (described === undefined) return unknown(claimant);
  const claims = await countClaimsOf(reading, claimant);
  return ineligible(eligibility, { ...described.facts, claims });
}

/** What both say against a claimant under each of these terms, by the id of the terms. */
export async function findExpressionRefusals(
  reading: Reading,
  termsIds: readonly string[],
  claimant: Claimant,
): Promise<ReadonlyMap<string, Refusal>> {
  const rows: Record<string, unknown>[] = await reading
    .trx(`${terms.name} as t`)
    .whereIn('t.document_id', [...termsIds])
    .select(selectOf(reading.trx, terms, 't'));
  const asking = rows
    .map((row) => rowIn(terms, 't', row))
    .filter(({ content }) => content.audience !== null || content.eligibility !== null);
  const [described] = asking.length === 0 ? [] : await describeClaimants(reading, [claimant]);
  if (described === undefined) return new Map();
  const asksForClaims = asking.some(({ content }) => content.eligibility !== null);
  const facts = {
    ...described.facts,
    ...(asksForClaims && { claims: await countClaimsOf(reading, claimant) }),
  };
  return new Map(
    asking.flatMap(({ id, content: { audience, eligibility } }) => {
      const refused = stranger(audience, facts) ?? ineligible(eligibility, facts);
      return refused === null ? [] : [[id, refused] as const];
    }),
  );
}

function unknown({ id }: Claimant): Refusal {
  return refusal('CLAIMANT_UNKNOWN', { claimant: id });
}

function stranger(audience: string | null, facts: ExpressionFacts): Refusal | null {
  if (audience === null) return null;
  const condition = compileExpression('audience', audience).findUnmet(facts);
  return condition === null ? null : refusal('OPENING_NOT_FOR_YOU', { condition });
}

function ineligible(eligibility: string | null, facts: ExpressionFacts): Refusal | null {
  if (eligibility === null) return null;
  const condition = compileExpression('eligibility', eligibility).findUnmet(facts);
  return condition === null ? null : refusal('CLAIM_NOT_ELIGIBLE', { condition });
}
