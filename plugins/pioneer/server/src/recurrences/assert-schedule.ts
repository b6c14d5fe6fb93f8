import type { CalendarDate } from '../../../core/people/calendar';
import type { DayOffRule } from '../../../core/recurrences/due-dates';
import { findRuleProblem } from '../../../core/recurrences/rule';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { hasDates, horizonOf } from './read-rule';

/** When work recurs, as an administrator says it. */
export interface Schedule {
  readonly rule: string;
  readonly dayOffRule: DayOffRule;
  readonly hour: number;
  readonly firstDay: CalendarDate;
}

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
