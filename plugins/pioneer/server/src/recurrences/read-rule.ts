import { RRule } from 'rrule';
import { daysLater, type CalendarDate } from '../../../core/people/calendar';
import type { RuleDays } from '../../../core/recurrences/due-dates';

/** A rule that core takes, and the day from which it counts. */
export interface Rule {
  readonly rule: string;
  readonly firstDay: CalendarDate;
}

/** Ten years: leap days come every four, around 2100 every eight. */
const HORIZON_DAYS = 3653;

/** The days that a rule gives. A day is a date in UTC here, as RFC 5545's dates have no zone. */
export function ruleDaysOf(rule: Rule): RuleDays {
  const read = readRule(rule);
  return (first, last) => read.between(new Date(first), new Date(last), true).map(dayFrom);
}

/** By when a rule must have given a date. */
export function horizonOf({ firstDay }: Pick<Rule, 'firstDay'>): CalendarDate {
  return daysLater(firstDay, HORIZON_DAYS);
}

/**
 * Whether the rule gives any date before its horizon. A rule that never does is followed by the
 * library to the year 9999: for those that core takes some 8000 steps, once.
 */
export function hasDates(rule: Rule): boolean {
  const first = readRule(rule).after(new Date(rule.firstDay), true);
  return first !== null && dayFrom(first) <= horizonOf(rule);
}

function readRule({ rule, firstDay }: Rule): RRule {
  return new RRule({ ...RRule.parseString(rule), dtstart: new Date(firstDay) });
}

function dayFrom(date: Date): CalendarDate {
  return date.toISOString().slice(0, 10);
}
