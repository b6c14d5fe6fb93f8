import { refusal, type Refusal } from '../errors';
import type { UnitKind } from '../units/units';

/** What the decision looks at whether work of a post may recur. */
export interface RecurrenceFacts {
  /** Whether the post is in use. */
  readonly isPostActive: boolean;
  /** What the units of the task are as it is published; null when it is not. */
  readonly units: UnitKind | null;
  /** Whether the post's organisation is the task's, or lies below it. */
  readonly isWithin: boolean;
  /** Codes of both, for the refusal. */
  readonly postOrganisation: string;
  readonly taskOrganisation: string;
  /** Whether the same rule runs already for the same post and task. */
  readonly runsAlready: boolean;
}

/** Why work of a post cannot recur, or null. */
export function findRecurrenceRefusal(facts: RecurrenceFacts): Refusal | null {
  const { units, postOrganisation, taskOrganisation } = facts;
  if (units === null) return refusal('RECURRENCE_TASK_UNPUBLISHED');
  if (units !== 'date') return refusal('RECURRENCE_TASK_WITHOUT_DATES', { units });
  if (!facts.isPostActive) return refusal('RECURRENCE_POST_INACTIVE');
  if (!facts.isWithin) {
    return refusal('RECURRENCE_POST_ELSEWHERE', { postOrganisation, taskOrganisation });
  }
  return facts.runsAlready ? refusal('RECURRENCE_RUNS') : null;
}
