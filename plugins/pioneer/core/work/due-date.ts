import { refusal, type Refusal } from '../errors';
import { isoOf, type Instant } from '../time';
import type { ActorFacts, ClaimFacts } from './claim-facts';
import { decidesAsManager } from './decides-as-manager';
import { isWorkedOn } from './states';

/** Until when the work of a claim is due, and when its claimant is to be reminded of that. */
export interface DueDate {
  readonly dueAt: Instant | null;
  readonly dueRemindsAt: Instant | null;
}

/**
 * A due date that holds from now on: its claimant is reminded once, when it passes. One that has
 * passed already is news to nobody, because whoever sets it or claims under it sees that.
 */
export function dueDate(dueAt: Instant | null, now: Instant): DueDate {
  return { dueAt, dueRemindsAt: dueAt !== null && dueAt > now ? dueAt : null };
}

/** The due date of other terms; one that stays the same keeps its reminder, given or not. */
export function movedDueDate(
  claim: Pick<ClaimFacts, 'dueAt'>,
  dueAt: Instant | null | undefined,
  now: Instant,
): Partial<DueDate> {
  return dueAt === undefined || dueAt === claim.dueAt ? {} : dueDate(dueAt, now);
}

/** Whether the claimant still works although the work was due: what was submitted waits for others. */
export function isPastDue(
  { state, dueAt }: Pick<ClaimFacts, 'state' | 'dueAt'>,
  now: Instant,
): boolean {
  return isWorkedOn(state) && dueAt !== null && dueAt <= now;
}

/** Whether the claimant is to be reminded that the due date has passed. */
export function isDueReminder(
  { state, dueRemindsAt }: Pick<ClaimFacts, 'state' | 'dueRemindsAt'>,
  now: Instant,
): boolean {
  return isWorkedOn(state) && dueRemindsAt !== null && dueRemindsAt <= now;
}

/**
 * Whether an extension may move the due date to this moment: managers move it, on claims that are not their own, to a later moment
 * that is still to come. A claim that is never due has nothing to move.
 */
export function findDueDateRefusal(
  { dueAt }: Pick<ClaimFacts, 'dueAt'>,
  actor: Pick<ActorFacts, 'roles' | 'isOwnWork'>,
  wanted: Instant,
  now: Instant,
): Refusal | null {
  if (!decidesAsManager(actor)) return refusal('CLAIM_DUE_DATE_OF_MANAGERS');
  if (dueAt === null) return refusal('CLAIM_WITHOUT_DUE_DATE');
  const earliest = Math.max(dueAt, now);
  return wanted > earliest
    ? null
    : refusal('CLAIM_DUE_DATE_NOT_LATER', { found: isoOf(wanted), expected: isoOf(earliest) });
}
