import { refusal, type Refusal } from '../errors';
import type { MembershipRole } from '../people/roles';
import { isoOf, type Instant } from '../time';

export const SPOT_STATES = ['found', 'putRight'] as const;
/** A spot lives on when it is put right: it may be found again. */
export type SpotState = (typeof SPOT_STATES)[number];

/** Who may say that a spot is in disorder once more, at its organisation or above it. */
export const SPOT_FINDERS: readonly MembershipRole[] = ['manager', 'evaluator'];

/** What of a spot a decision about it looks at. */
export interface SpotFacts {
  readonly code: string;
  readonly state: SpotState;
  readonly foundAt: Instant;
  /** How often it was found, from 1: what an opening about it counts by. */
  readonly timesFound: number;
}

export interface SpotChanges {
  readonly state: SpotState;
  readonly foundAt?: Instant;
  readonly timesFound?: number;
  readonly putRightAt: Instant | null;
}

/** What becomes of a spot when work on it is accepted; null when it is put right already. */
export function putRight(spot: SpotFacts, now: Instant): SpotChanges | null {
  return spot.state === 'putRight' ? null : { state: 'putRight', putRightAt: now };
}

export type FoundAgain =
  | { readonly ok: true; readonly changes: SpotChanges }
  | { readonly ok: false; readonly refusal: Refusal };

/** What becomes of a spot that was put right and is found in disorder once more. */
export function findAgain(spot: SpotFacts, now: Instant): FoundAgain {
  if (spot.state === 'found') {
    const facts = { spot: spot.code, foundAt: isoOf(spot.foundAt) };
    return { ok: false, refusal: refusal('SPOT_NOT_PUT_RIGHT', facts) };
  }
  const { timesFound } = spot;
  const changes = { foundAt: now, timesFound: timesFound + 1, putRightAt: null } as const;
  return { ok: true, changes: { state: 'found', ...changes } };
}
