/**
 * The states of a claim. What is true in each:
 * waiting    on the waiting list, holds no slot
 * applied    somebody must approve, holds no slot
 * offered    a slot is kept until the claimant answers or the window ends
 * active     the claimant works; lease and due date run
 * submitted  waits for a verdict at step n of round r; neither lease nor due date runs
 * returned   more is wanted; the reason must be acknowledged before the next submission; lease and
 *            due date run
 * accepted   done, with a score
 * rejected   refused for good, keeps its slot while it may be appealed, then closed
 * The others have ended and hold no slot.
 */
export const CLAIM_STATES = [
  'waiting',
  'applied',
  'offered',
  'active',
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'closed',
  'withdrawn',
  'expired',
  'declined',
  'refused',
  'cancelled',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** States in which a claim occupies one slot of its opening. */
export const SLOT_STATES = [
  'offered',
  'active',
  'submitted',
  'returned',
  'accepted',
  'rejected',
] as const satisfies readonly ClaimState[];

/** States that nothing leaves; a claim in one of them has no `live_key`. */
export const ENDED_STATES = [
  'closed',
  'withdrawn',
  'expired',
  'declined',
  'refused',
  'cancelled',
] as const satisfies readonly ClaimState[];

/** States in which the claimant works: without progress the lease ends, and the work falls due. */
export const LEASED_STATES = ['active', 'returned'] as const satisfies readonly ClaimState[];

/** States in which the claimant has nothing more to do, although the claim holds its slot. */
export const DONE_STATES = ['accepted', 'rejected'] as const satisfies readonly ClaimState[];

/** States in which whoever was enrolled and left is released: there is nothing to judge yet. */
export const RELEASED_STATES = [
  'offered',
  'active',
  'returned',
] as const satisfies readonly ClaimState[];

/** States in which nobody has begun: where the opening closes for good, nothing can come of them. */
export const QUEUED_STATES = ['waiting', 'applied'] as const satisfies readonly ClaimState[];

/** Whether a claim in this state occupies a slot. */
export function holdsSlot(state: ClaimState): boolean {
  return (SLOT_STATES as readonly ClaimState[]).includes(state);
}

/** Whether the claimant has to work on a claim in this state: lease and due date run. */
export function isWorkedOn(state: ClaimState): boolean {
  return (LEASED_STATES as readonly ClaimState[]).includes(state);
}

/** Whether the claimant has nothing more to do on a claim in this state, which holds its slot. */
export function isDone(state: ClaimState): boolean {
  return (DONE_STATES as readonly ClaimState[]).includes(state);
}

/** Whether a claim in this state has ended for good. */
export function hasEnded(state: ClaimState): boolean {
  return (ENDED_STATES as readonly ClaimState[]).includes(state);
}

export const CLAIMANT_KINDS = ['member', 'organisation'] as const;
export type ClaimantKind = (typeof CLAIMANT_KINDS)[number];

export const CLAIM_MODES = ['open', 'apply', 'assign', 'everyone'] as const;
export type ClaimMode = (typeof CLAIM_MODES)[number];
