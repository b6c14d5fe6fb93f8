import type { ClaimState } from './states';

/** Who may give a command, seen from one claim. */
export const CLAIM_ROLES = ['claimant', 'manager', 'evaluator', 'system'] as const;
export type ClaimRole = (typeof CLAIM_ROLES)[number];

/** Conditions beyond role and state; decide-claim.ts gives each its meaning and refusal. */
export type Guard =
  | 'leaseRuns'
  | 'leaseEnded'
  | 'reasonAcknowledged'
  | 'reasonNotAcknowledged'
  | 'isTheirTurn'
  | 'hadNoPart'
  | 'notOwnWork'
  | 'passMarkReached'
  | 'appealWindowOver'
  | 'reminderDue'
  | 'stepOverdue'
  | 'offerStands'
  | 'mayExtend'
  | 'termsOutdated'
  | 'withdrawalNotAsked'
  | 'withdrawalAsked';

/** What may be the case when a command is given, so that it leads elsewhere. */
export type Circumstance = 'stepsLeft' | 'needsApproval';

export interface Transition {
  /** States it may be given in; empty for commands that create a claim. */
  readonly from: readonly ClaimState[];
  /** The state it leads to; `same` for commands that change the claim but not its state. */
  readonly to: ClaimState | 'same';
  /** Where it leads under a circumstance, and as what it is recorded then. */
  readonly instead?: {
    readonly when: Circumstance;
    readonly to: ClaimState | 'same';
    readonly event: `claim.${string}`;
  };
  readonly by: readonly ClaimRole[];
  readonly guards: readonly Guard[];
  /** The type of the event that records it. */
  readonly event: `claim.${string}`;
  /** Commands that are designed but not built carry `false`: they are refused by name. */
  readonly built: boolean;
}
