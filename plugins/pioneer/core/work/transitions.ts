import type { Transition } from './transition';

export * from './transition';

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
    built: true,
  },
  wait: {
    from: [],
    to: 'waiting',
    by: ['claimant'],
    guards: [],
    event: 'claim.queued',
    built: true,
  },
  acceptOffer: {
    from: ['offered'],
    to: 'active',
    by: ['claimant'],
    guards: ['offerStands'],
    event: 'claim.offerAccepted',
    built: true,
  },
  decline: {
    from: ['offered'],
    to: 'declined',
    by: ['claimant'],
    guards: ['offerStands'],
    event: 'claim.declined',
    built: true,
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
    instead: { when: 'needsApproval', to: 'same', event: 'claim.withdrawalAsked' },
    by: ['claimant'],
    guards: ['leaseRuns', 'withdrawalNotAsked'],
    event: 'claim.withdrawn',
    built: true,
  },
  extend: {
    from: ['active', 'returned'],
    to: 'same',
    by: ['claimant', 'manager'],
    guards: ['leaseRuns', 'mayExtend'],
    event: 'claim.extended',
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
    guards: ['notOwnWork'],
    event: 'claim.approved',
    built: true,
  },
  refuse: {
    from: ['applied'],
    to: 'refused',
    by: ['manager'],
    guards: ['notOwnWork'],
    event: 'claim.refused',
    built: true,
  },
  allowWithdrawal: {
    from: ['active', 'returned'],
    to: 'withdrawn',
    by: ['manager'],
    guards: ['notOwnWork', 'withdrawalAsked'],
    event: 'claim.withdrawalAllowed',
    built: true,
  },
  denyWithdrawal: {
    from: ['active', 'returned'],
    to: 'same',
    by: ['manager'],
    guards: ['notOwnWork', 'withdrawalAsked'],
    event: 'claim.withdrawalDenied',
    built: true,
  },
  assign: {
    from: [],
    to: 'offered',
    // The system assigns the dates of recurring work.
    by: ['manager', 'system'],
    guards: [],
    event: 'claim.assigned',
    built: true,
  },
  enrol: {
    from: [],
    to: 'active',
    by: ['system'],
    guards: [],
    event: 'claim.enrolled',
    built: true,
  },
  cancel: {
    from: ['waiting', 'applied', 'offered', 'active', 'submitted', 'returned'],
    to: 'cancelled',
    by: ['manager', 'system'],
    guards: [],
    event: 'claim.cancelled',
    built: true,
  },
  draw: {
    from: ['applied'],
    to: 'offered',
    by: ['manager'],
    guards: ['notOwnWork'],
    event: 'claim.drawn',
    built: false,
  },
  moveToTerms: {
    // What was submitted is judged under the terms that it was submitted under.
    from: ['active', 'returned'],
    to: 'same',
    by: ['manager'],
    guards: ['notOwnWork', 'termsOutdated'],
    event: 'claim.movedToTerms',
    built: true,
  },

  // Evaluators
  accept: {
    from: ['submitted'],
    to: 'accepted',
    instead: { when: 'stepsLeft', to: 'submitted', event: 'claim.passedOn' },
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
    built: true,
  },
  expire: {
    from: ['offered', 'active', 'returned'],
    to: 'expired',
    by: ['system'],
    guards: ['leaseEnded'],
    event: 'claim.expired',
    built: true,
  },
  remind: {
    // Evaluators of a step's limit, claimants of the due date.
    from: ['active', 'returned', 'submitted'],
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
