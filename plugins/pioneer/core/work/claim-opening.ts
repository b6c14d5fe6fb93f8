import { refusal, type Refusal } from '../errors';
import type { Membership } from '../people/roles';
import { HOUR, isoOf, type Instant } from '../time';
import type { ClaimantKind, ClaimState } from './states';
import type { Slots } from './terms';

/** What the decision to claim looks at. */
export interface OpeningFacts {
  readonly id: string;
  readonly state: OpeningState;
  readonly termsId: string;
  readonly slots: Slots;
  readonly taken: Slots;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
}

export const OPENING_STATES = ['open', 'closed'] as const;
/** `closed`: its task is unpublished; running claims go on, new ones are refused. */
export type OpeningState = (typeof OPENING_STATES)[number];

export interface Claimant {
  readonly kind: ClaimantKind;
  readonly id: string;
}

/**
 * Why nobody of this kind may claim the opening now, or null. Capacity is only a first look here:
 * the slot itself is taken by one conditional UPDATE, which is what never oversells.
 */
export function findOpeningRefusal(
  opening: OpeningFacts,
  kind: ClaimantKind,
  now: Instant,
): Refusal | null {
  const { state, opensAt, closesAt, slots, taken } = opening;
  if (state === 'closed') return refusal('OPENING_CLOSED');
  if (opensAt !== null && now < opensAt) {
    return refusal('OPENING_NOT_YET_OPEN', { opensAt: isoOf(opensAt) });
  }
  if (closesAt !== null && now >= closesAt) return refusal('OPENING_CLOSED');
  if (slots[kind] === 0) return refusal('OPENING_KIND_REFUSED', { kind });
  if (taken[kind] >= slots[kind]) return refusal('OPENING_FULL', { slots: slots[kind] });
  return null;
}

/** The key that at most one live claim per claimant and opening can carry. */
export function liveKeyOf(openingId: string, claimant: Claimant): string {
  return `${openingId}:${claimant.kind}:${claimant.id}`;
}

/**
 * The organisation that a claim counts for: the claiming one; for a member the one that it first
 * became a member of, or else the first where it has another role. Null when there is none.
 *
 * @param memberships in the order in which they came into being
 */
export function creditedOrganisation(
  claimant: Claimant,
  memberships: readonly Membership[],
): string | null {
  if (claimant.kind === 'organisation') return claimant.id;
  const home = memberships.find(({ role }) => role === 'member') ?? memberships[0];
  return home?.organisationId ?? null;
}

/** When a lease that starts, or starts again, now will end. */
export function leaseEnd(now: Instant, leaseHours: number): Instant {
  return now + leaseHours * HOUR;
}

/** What is true of every claim at the moment it is taken. */
export function newClaim(now: Instant, leaseHours: number) {
  return {
    state: 'active' as ClaimState,
    round: 1,
    step: 1,
    percent: 0,
    leaseEndsAt: leaseEnd(now, leaseHours),
  };
}
