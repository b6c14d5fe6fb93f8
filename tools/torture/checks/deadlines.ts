import { CLAIM_COMMANDS, transitionOf, type Guard } from 'strapi-plugin-pioneer/contract';
import { readHistories, type EventRow } from '../../replay/evidence/read-events';
import type { Check } from '../../replay/invariants/evidence';

/**
 * I8: what has expired is over. Nobody reports, submits or answers an offer after its time, nothing
 * expires before it, and of expiry and submission exactly one wins.
 */
export const findMissedDeadlines: Check = async ({ db }) => {
  const histories = await readHistories(db, 'claim');
  return [...histories].flatMap(([id, history]) => {
    const problem = findProblem(history);
    return problem === null ? [] : [`claim ${id}, ${problem}`];
  });
};

/** Types of event that must come before a deadline, by the column that holds it. */
const BOUND: ReadonlyMap<string, 'leaseEndsAt' | 'offerEndsAt'> = new Map([
  ...typesGuardedBy('leaseRuns').map((type) => [type, 'leaseEndsAt'] as const),
  ...typesGuardedBy('offerStands').map((type) => [type, 'offerEndsAt'] as const),
]);

function typesGuardedBy(guard: Guard): string[] {
  return CLAIM_COMMANDS.map(transitionOf)
    .filter(({ guards }) => guards.includes(guard))
    .flatMap(({ event, instead }) => (instead === undefined ? [event] : [event, instead.event]));
}

function findProblem(history: readonly EventRow[]): string | null {
  const claim: Record<string, unknown> = {};
  let hasExpired = false;
  for (const event of history) {
    const about = `version ${event.version}: ${event.type}`;
    const at = Date.parse(String(event.told.at));
    if (hasExpired && event.type !== 'claim.erased') return `${about} after it had expired`;
    const bound = BOUND.get(event.type);
    if (bound !== undefined && momentOf(claim[bound]) <= at) return `${about} after ${bound}`;
    if (event.type === 'claim.expired') {
      const deadline = claim.state === 'offered' ? claim.offerEndsAt : claim.leaseEndsAt;
      if (momentOf(deadline) > at) return `${about} before its time`;
      hasExpired = true;
    }
    Object.assign(claim, event.changes);
  }
  return null;
}

/** What has no deadline is never too late, and never expires. */
function momentOf(deadline: unknown): number {
  return typeof deadline === 'string' ? Date.parse(deadline) : Infinity;
}
