import type { ActorFacts } from './claim-facts';

/**
 * Whether somebody may decide on a claim as a manager. Nobody does on a claim of their own, as they
 * evaluate none: a manager above, or another one, decides on it. What managers do to their own
 * claim as its claimants, and cancelling it, which gains them nothing, are not such decisions.
 */
export function decidesAsManager({
  roles,
  isOwnWork,
}: Pick<ActorFacts, 'roles' | 'isOwnWork'>): boolean {
  return roles.includes('manager') && !isOwnWork;
}
