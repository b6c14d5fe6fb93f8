import {
  daysLater,
  isWorkingDay,
  nextWorkingDay,
  type CalendarDate,
  type Exceptions,
} from '../people/calendar';

/** What becomes of work that would be due on a day off. */
export const DAY_OFF_RULES = ['keep', 'skip', 'next'] as const;
export type DayOffRule = (typeof DAY_OFF_RULES)[number];

/**
 * A day on which work is due, and the day of the rule that it stands for: the last of them when
 * several meet on one working day.
 */
export interface DueDate {
  readonly date: CalendarDate;
  readonly ruleDate: CalendarDate;
}

/** The days that a rule gives from the first to the last, both included, in their order. */
export type RuleDays = (first: CalendarDate, last: CalendarDate) => readonly CalendarDate[];

/** When work comes again: by its rule, by what becomes of days off, and by the town's calendar. */
export interface Recurring {
  readonly days: RuleDays;
  readonly dayOffRule: DayOffRule;
  readonly exceptions: Exceptions;
}

/** The days from the first to the last, both included, on which recurring work is due. */
export function findDueDates(
  { days, dayOffRule, exceptions }: Recurring,
  first: CalendarDate,
  last: CalendarDate,
): DueDate[] {
  const begin = dayOffRule === 'next' ? firstSettlingOn(first, exceptions) : first;
  return settleDueDates(days(begin, last), dayOffRule, exceptions).filter(
    ({ date }) => date >= first && date <= last,
  );
}

/**
 * The days on which work is due, from those that its rule gives in their order. With `next` several
 * may meet on one working day, which counts once.
 */
export function settleDueDates(
  dates: readonly CalendarDate[],
  rule: DayOffRule,
  exceptions: Exceptions,
): DueDate[] {
  const settled = new Map<CalendarDate, DueDate>();
  for (const ruleDate of dates) {
    if (rule === 'skip' && !isWorkingDay(ruleDate, exceptions)) continue;
    const date = rule === 'next' ? nextWorkingDay(ruleDate, exceptions) : ruleDate;
    settled.set(date, { date, ruleDate });
  }
  return [...settled.values()];
}

/** The earliest day whose work is put off to this one or later: days off before it are its. */
function firstSettlingOn(date: CalendarDate, exceptions: Exceptions): CalendarDate {
  let day = date;
  while (!isWorkingDay(daysLater(day, -1), exceptions)) day = daysLater(day, -1);
  return day;
}
