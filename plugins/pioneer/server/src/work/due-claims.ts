import type { Instant } from '../../../core/time';
import type { ClaimFacts } from '../../../core/work/claim-facts';
import { isClosable, isStepDue } from '../../../core/work/decide-claim';
import { isDueReminder } from '../../../core/work/due-date';
import { isOverdue } from '../../../core/work/guards';
import { LEASED_STATES } from '../../../core/work/states';

/** What tells whether the time of a claim has come. */
export type Timed = Pick<
  ClaimFacts,
  | 'state'
  | 'leaseEndsAt'
  | 'dueRemindsAt'
  | 'offerEndsAt'
  | 'appealEndsAt'
  | 'stepEndsAt'
  | 'stepRemindsAt'
>;

/**
 * Whether the time of a claim has come, so that it only waits to be settled: the end of its lease, of an
 * offer or of the appeal window, its due date, or the limit or reminder of a step.
 */
export function isDue(claim: Timed, now: Instant): boolean {
  return (
    isOverdue(claim, now) ||
    isClosable(claim, now) ||
    isStepDue(claim, now) ||
    isDueReminder(claim, now)
  );
}

/** SQL for the same, of claims `c` at `:moment`. */
export const IS_DUE = `(
  c.state in ('${LEASED_STATES.join("', '")}')
    and (c.lease_ends_at <= :moment or c.due_reminds_at <= :moment)
  or c.state = 'offered' and c.offer_ends_at <= :moment
  or c.state = 'rejected' and (c.appeal_ends_at is null or c.appeal_ends_at <= :moment)
  or c.state = 'submitted' and (c.step_ends_at <= :moment or c.step_reminds_at <= :moment))`;
