import { sum } from 'lodash';
import { hasEnded, isDone, type ClaimState } from '../../../core/work/states';
import {
  claimantFactsOf,
  type ClaimantFacts,
  type ClaimCounts,
  type LineStation,
} from '../../../core/work/audience';
import type { Claimant } from '../../../core/work/claim-opening';
import { selectIn, type Reading } from '../shared/database';
import { findCandidates } from '../work/candidates';
import { claims } from '../work/tables';

/** Somebody who may be in an audience, with what it reads of them. */
export interface DescribedClaimant {
  readonly claimant: Claimant;
  readonly facts: ClaimantFacts;
}

/** Those of the claimants who exist, described as they are now: three statements for all of them. */
export async function describeClaimants(
  reading: Reading,
  claimants: readonly Claimant[],
): Promise<DescribedClaimant[]> {
  const candidates = [...(await findCandidates(reading, claimants)).values()];
  const organisationIds = candidates.flatMap(({ claimant, memberships }) =>
    claimant.kind === 'organisation'
      ? [claimant.id]
      : memberships.map(({ organisationId }) => organisationId),
  );
  const lines = await findLines(reading, [...new Set(organisationIds)]);
  return candidates.map(({ claimant, memberships }) => ({
    claimant,
    facts: claimantFactsOf(claimant, memberships, lines),
  }));
}

/** For each organisation itself and those above it, the nearest first. */
async function findLines(
  { trx }: Reading,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LineStation[]>> {
  const found = await selectIn(organisationIds, (part) =>
    trx('pioneer_organisation_closures as up')
      .join('pioneer_organisations as og', 'og.document_id', 'up.ancestor_id')
      .whereIn('up.descendant_id', part)
      .orderBy('up.depth')
      .select<{ id: string; code: string; kind: string }[]>({
        id: 'up.descendant_id',
        code: 'og.code',
        kind: 'og.kind',
      }),
  );
  const lines = new Map<string, LineStation[]>();
  for (const { id, code, kind } of found) {
    const line = lines.get(id) ?? [];
    line.push({ code, kind });
    lines.set(id, line);
  }
  return lines;
}

/** The claimant's claims, of whatever task, as an eligibility counts them. */
export async function countClaimsOf(
  { trx }: Reading,
  { kind, id }: Claimant,
): Promise<ClaimCounts> {
  const found: { state: ClaimState; count: number | string }[] = await trx(claims.name)
    .where({ claimant_kind: kind, claimant_id: id })
    .groupBy('state')
    .select('state')
    .count({ count: '*' });
  const countOf = (isCounted: (state: ClaimState) => boolean) =>
    sum(found.filter(({ state }) => isCounted(state)).map(({ count }) => Number(count)));
  return {
    running: countOf((state) => !hasEnded(state) && !isDone(state)),
    accepted: countOf((state) => state === 'accepted'),
  };
}
