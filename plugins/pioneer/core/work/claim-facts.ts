import type { Instant } from '../time';
import type { ClaimState } from './states';
import type { EvaluationStep } from './steps';
import type { ClaimRules } from './terms';
import type { ClaimRole } from './transitions';

/** What of its terms a decision about a claim looks at. */
export type FrozenRules = Pick<
  ClaimRules,
  'leaseHours' | 'appealWindowDays' | 'offerHours' | 'extensions' | 'withdrawalNeedsApproval'
>;

/** What a decision looks at; the claim as it was read, within its transaction. */
export interface ClaimFacts extends FrozenRules {
  readonly state: ClaimState;
  readonly version: number;
  readonly round: number;
  /** Counted from 1; which of `steps` the claim waits at. */
  readonly step: number;
  readonly percent: number;
  readonly leaseEndsAt: Instant | null;
  readonly dueAt: Instant | null;
  /** When the claimant is reminded of the due date; null: never, or not again. */
  readonly dueRemindsAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly appealEndsAt: Instant | null;
  readonly stepEndsAt: Instant | null;
  readonly stepRemindsAt: Instant | null;
  readonly offerEndsAt: Instant | null;
  readonly withdrawalAskedAt: Instant | null;
  /** How many times the claimant has extended the lease. */
  readonly extended: number;
  readonly passMark: number;
  /** Whether its opening has other terms by now. */
  readonly hasNewerTerms: boolean;
  readonly steps: readonly Pick<EvaluationStep, 'hours' | 'remindHours'>[];
}

/** Who gives the command, seen from this claim. */
export interface ActorFacts {
  readonly roles: readonly ClaimRole[];
  /** Claimed, reported, submitted, gave the verdict of another step: whoever did may not evaluate. */
  readonly hadPart: boolean;
  /** Claimed, reported, submitted, or speaks for who claimed: whoever did may not manage it. */
  readonly isOwnWork: boolean;
  /** Is asked at the present step, as one of the nearest evaluators that are left, or by name. */
  readonly isAsked: boolean;
}

/** What the command brings along. */
export interface CommandFacts {
  /** The version that the giver saw; system commands see the latest by definition. */
  readonly version?: number;
  readonly percent?: number;
  readonly score?: number;
  /** The due date that it sets; left out: it stays as it is. */
  readonly dueAt?: Instant | null;
  /** Escalation: whether there is somebody above to ask. */
  readonly climbs?: boolean;
}

/** The columns of a claim that a command changes. */
export interface ClaimChanges {
  readonly state?: ClaimState;
  readonly round?: number;
  readonly step?: number;
  readonly percent?: number;
  readonly leaseEndsAt?: Instant | null;
  readonly dueAt?: Instant | null;
  readonly dueRemindsAt?: Instant | null;
  readonly acknowledgedAt?: Instant | null;
  readonly submittedAt?: Instant | null;
  readonly decidedAt?: Instant | null;
  readonly appealEndsAt?: Instant | null;
  readonly stepEndsAt?: Instant | null;
  readonly stepRemindsAt?: Instant | null;
  readonly offerEndsAt?: Instant | null;
  readonly withdrawalAskedAt?: Instant | null;
  readonly extended?: number;
  readonly endedAt?: Instant | null;
  readonly score?: number | null;
}
