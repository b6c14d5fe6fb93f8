import { refusal, type Refusal } from '../errors';
import type { UnitKind } from '../units/units';

/**
 * Why work of a task cannot recur, whichever post is to do it, or null.
 *
 * @param units what the task is about as it is published; null when it is not
 */
export function findDatedTaskRefusal(units: UnitKind | null): Refusal | null {
  if (units === null) return refusal('RECURRENCE_TASK_UNPUBLISHED');
  return units === 'date' ? null : refusal('RECURRENCE_TASK_WITHOUT_DATES', { units });
}

/** What the decision looks at whether work of a post may recur. */
export interface RecurrenceFacts {
  /** Whether the post is in use. */
  readonly isPostActive: boolean;
  /** Whether the post's organisation is the task's, or lies below it. */
  readonly isWithin: boolean;
  /** Codes of both, for the refusal. */
  readonly postOrganisation: string;
  readonly taskOrganisation: string;
  /** Whether the same rule runs already for the same post and task. */
  readonly runsAlready: boolean;
}

/** Why a post cannot do a task of dates again and again, or null. */
export function findRecurrenceRefusal(facts: RecurrenceFacts): Refusal | null {
  const { postOrganisation, taskOrganisation } = facts;
  if (!facts.isPostActive) return refusal('RECURRENCE_POST_INACTIVE');
  if (!facts.isWithin) {
    return refusal('RECURRENCE_POST_ELSEWHERE', { postOrganisation, taskOrganisation });
  }
  return facts.runsAlready ? refusal('RECURRENCE_RUNS') : null;
}
