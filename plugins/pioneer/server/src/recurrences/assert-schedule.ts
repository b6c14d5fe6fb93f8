import type { Schedule } from '../../../contract/recurrences';
import { findRuleProblem } from '../../../core/recurrences/rule';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { hasDates, horizonOf } from './read-rule';

/** @throws DomainError RECURRENCE_RULE_REFUSED, RECURRENCE_WITHOUT_DATES */
export function assertSchedule(schedule: Schedule): void {
  assertAllowed(findRuleProblem(schedule.rule));
  if (hasDates(schedule)) return;
  const { firstDay } = schedule;
  throw new DomainError('RECURRENCE_WITHOUT_DATES', { firstDay, until: horizonOf(schedule) });
}

/** The schedule alone, of a request that says more. */
export function scheduleOf({ rule, dayOffRule, hour, firstDay }: Schedule): Schedule {
  return { rule, dayOffRule, hour, firstDay };
}
