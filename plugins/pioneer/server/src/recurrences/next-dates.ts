import { SHOWN_DATES, type Schedule } from '../../../contract/recurrences';
import { daysLater, type CalendarDate, type Exceptions } from '../../../core/people/calendar';
import { findDueDates } from '../../../core/recurrences/due-dates';
import { ruleDaysOf } from './read-rule';

/** A year: who inspects once in it sees when. */
export const SHOWN_DAYS = 366;

/** The next days of a year on which work is due by a schedule and the calendar, a few of them. */
export function nextDatesOf(
  schedule: Schedule,
  today: CalendarDate,
  exceptions: Exceptions,
): CalendarDate[] {
  const { dayOffRule } = schedule;
  const recurring = { days: ruleDaysOf(schedule), dayOffRule, exceptions };
  return findDueDates(recurring, today, daysLater(today, SHOWN_DAYS))
    .slice(0, SHOWN_DATES)
    .map(({ date }) => date);
}
