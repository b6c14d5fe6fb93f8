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
  | 'passMarkReached'
  | 'appealWindowOver'
  | 'reminderDue'
  | 'stepOverdue';

export interface Transition {
  /** States it may be given in; empty for commands that create a claim. */
  readonly from: readonly ClaimState[];
  /** The state it leads to; `same` for commands that change the claim but not its state. */
  readonly to: ClaimState | 'same';
  /** Where it leads instead, and as what it is recorded, while further steps of evaluation follow. */
  readonly onwards?: { readonly to: ClaimState; readonly event: `claim.${string}` };
  readonly by: readonly ClaimRole[];
  readonly guards: readonly Guard[];
  /** The type of the event that records it. */
  readonly event: `claim.${string}`;
  /** Commands that are designed but not built carry `false`: they are refused by name. */
  readonly built: boolean;
}

/**
 * The one table of the claim's life. `decideClaim` reads it, the `allowed` of every response and
 * docs/workflow.md are made from it, and tests hold it against a table of legal cells that was
 * written by hand.
 */
export const TRANSITIONS = {
  // The claimant
  claim: {
    from: [],
    to: 'active',
    by: ['claimant'],
    guards: [],
    event: 'claim.taken',
    built: true,
  },
  apply: {
    from: [],
    to: 'applied',
    by: ['claimant'],
    guards: [],
    event: 'claim.applied',
    built: false,
  },
  acceptOffer: {
    from: ['offered'],
    to: 'active',
    by: ['claimant'],
    guards: [],
    event: 'claim.offerAccepted',
    built: false,
  },
  decline: {
    from: ['offered'],
    to: 'declined',
    by: ['claimant'],
    guards: [],
    event: 'claim.declined',
    built: false,
  },
  report: {
    from: ['active', 'returned'],
    to: 'same',
    by: ['claimant'],
    guards: ['leaseRuns'],
    event: 'claim.reported',
    built: true,
  },
  submit: {
    from: ['active', 'returned'],
    to: 'submitted',
    by: ['claimant'],
    guards: ['leaseRuns', 'reasonAcknowledged'],
    event: 'claim.submitted',
    built: true,
  },
  acknowledge: {
    from: ['returned'],
    to: 'same',
    by: ['claimant'],
    guards: ['leaseRuns', 'reasonNotAcknowledged'],
    event: 'claim.acknowledged',
    built: true,
  },
  withdraw: {
    from: ['waiting', 'applied', 'active', 'returned'],
    to: 'withdrawn',
    by: ['claimant'],
    guards: ['leaseRuns'],
    event: 'claim.withdrawn',
    built: true,
  },
  handOver: {
    from: ['active', 'returned'],
    to: 'same',
    by: ['claimant'],
    guards: ['leaseRuns'],
    event: 'claim.handedOver',
    built: false,
  },
  appeal: {
    from: ['rejected'],
    to: 'same',
    by: ['claimant'],
    guards: [],
    event: 'claim.appealed',
    built: false,
  },

  // Managers
  approve: {
    from: ['applied'],
    to: 'active',
    by: ['manager'],
    guards: [],
    event: 'claim.approved',
    built: false,
  },
  refuse: {
    from: ['applied'],
    to: 'refused',
    by: ['manager'],
    guards: [],
    event: 'claim.refused',
    built: false,
  },
  assign: {
    from: [],
    to: 'offered',
    by: ['manager'],
    guards: [],
    event: 'claim.assigned',
    built: false,
  },
  enrol: {
    from: [],
    to: 'active',
    by: ['manager'],
    guards: [],
    event: 'claim.enrolled',
    built: false,
  },
  extend: {
    from: ['active', 'returned'],
    to: 'same',
    by: ['claimant', 'manager'],
    guards: ['leaseRuns'],
    event: 'claim.extended',
    built: false,
  },
  cancel: {
    from: ['waiting', 'applied', 'offered', 'active', 'submitted', 'returned'],
    to: 'cancelled',
    by: ['manager'],
    guards: [],
    event: 'claim.cancelled',
    built: false,
  },
  draw: {
    from: ['applied'],
    to: 'offered',
    by: ['manager'],
    guards: [],
    event: 'claim.drawn',
    built: false,
  },
  moveToTerms: {
    from: ['active', 'submitted', 'returned'],
    to: 'same',
    by: ['manager'],
    guards: [],
    event: 'claim.movedToTerms',
    built: false,
  },

  // Evaluators
  accept: {
    from: ['submitted'],
    to: 'accepted',
    onwards: { to: 'submitted', event: 'claim.passedOn' },
    by: ['evaluator'],
    guards: ['isTheirTurn', 'hadNoPart', 'passMarkReached'],
    event: 'claim.accepted',
    built: true,
  },
  return: {
    from: ['submitted'],
    to: 'returned',
    by: ['evaluator'],
    guards: ['isTheirTurn', 'hadNoPart'],
    event: 'claim.returned',
    built: true,
  },
  reject: {
    from: ['submitted'],
    to: 'rejected',
    by: ['evaluator'],
    guards: ['isTheirTurn', 'hadNoPart'],
    event: 'claim.rejected',
    built: true,
  },
  recheck: {
    from: ['accepted'],
    to: 'returned',
    by: ['evaluator'],
    guards: ['hadNoPart'],
    event: 'claim.rechecked',
    built: false,
  },
  grant: {
    from: ['rejected'],
    to: 'submitted',
    by: ['evaluator'],
    guards: ['hadNoPart'],
    event: 'claim.appealGranted',
    built: false,
  },
  dismiss: {
    from: ['rejected'],
    to: 'closed',
    by: ['evaluator'],
    guards: ['hadNoPart'],
    event: 'claim.appealDismissed',
    built: false,
  },

  // The system
  offer: {
    from: ['waiting', 'applied'],
    to: 'offered',
    by: ['system'],
    guards: [],
    event: 'claim.offered',
    built: false,
  },
  promote: {
    from: ['waiting'],
    to: 'offered',
    by: ['system'],
    guards: [],
    event: 'claim.promoted',
    built: false,
  },
  expire: {
    from: ['active', 'returned'],
    to: 'expired',
    by: ['system'],
    guards: ['leaseEnded'],
    event: 'claim.expired',
    built: true,
  },
  remind: {
    from: ['submitted'],
    to: 'same',
    by: ['system'],
    guards: ['reminderDue'],
    event: 'claim.reminded',
    built: true,
  },
  escalate: {
    from: ['submitted'],
    to: 'same',
    by: ['system'],
    guards: ['stepOverdue'],
    event: 'claim.escalated',
    built: true,
  },
  pass: {
    from: ['submitted'],
    to: 'accepted',
    by: ['system'],
    guards: [],
    event: 'claim.passed',
    built: false,
  },
  close: {
    from: ['rejected'],
    to: 'closed',
    by: ['system'],
    guards: ['appealWindowOver'],
    event: 'claim.closed',
    built: true,
  },
} as const satisfies Record<string, Transition>;

export type ClaimCommand = keyof typeof TRANSITIONS;

export const CLAIM_COMMANDS = Object.keys(TRANSITIONS) as ClaimCommand[];

/** The table's row for a command, with its literal types widened for generic readers. */
export function transitionOf(command: ClaimCommand): Transition {
  return TRANSITIONS[command];
}

/**
 * Commands that a person gives to an existing claim and that are built: what `allowed` lists and
 * what has a route.
 */
export type GivenCommand =
  | 'report'
  | 'submit'
  | 'acknowledge'
  | 'withdraw'
  | 'accept'
  | 'return'
  | 'reject';

export const GIVEN_COMMANDS = CLAIM_COMMANDS.filter((command): command is GivenCommand => {
  const { built, from, by } = transitionOf(command);
  return built && from.length > 0 && !by.includes('system');
});
