import { refusal, type Refusal } from '../errors';
import type { Instant } from '../time';

/**
 * Who appoints the holders of a post: managers of the post's own organisation or one above it, or
 * those above alone. Nobody is above a root, so that its own managers always do.
 */
export const APPOINTERS = ['own', 'above'] as const;
export type Appointers = (typeof APPOINTERS)[number];

/** What an appointment is decided by. */
export interface AppointmentFacts {
  readonly isActive: boolean;
  readonly maxHolders: number;
  /** How many hold the post now, and whether the member is one of them. */
  readonly holders: number;
  readonly isHolder: boolean;
  readonly mayAppoint: boolean;
}

/** Why the member cannot be given the post, or null. */
export function findAppointmentRefusal(facts: AppointmentFacts): Refusal | null {
  const { isActive, maxHolders, holders, isHolder, mayAppoint } = facts;
  if (!mayAppoint) return refusal('POST_APPOINTER_REQUIRED');
  if (!isActive) return refusal('POST_INACTIVE');
  if (isHolder) return refusal('POST_HELD_ALREADY');
  return holders < maxHolders ? null : refusal('POST_FULL', { holders, maxHolders });
}

/** A holding as it is kept; its term ends by itself. */
export interface Term {
  readonly until: Instant | null;
  readonly endedAt: Instant | null;
}

/** Whether somebody holds the post at this moment; a term that ends now is over. */
export function holdsAt({ until, endedAt }: Term, now: Instant): boolean {
  return endedAt === null && (until === null || until > now);
}
