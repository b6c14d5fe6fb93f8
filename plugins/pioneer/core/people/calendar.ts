import { DAY } from '../time';

/** A day of the town's calendar as ISO writes it: 2026-10-01. It has no time and no zone. */
export type CalendarDate = string;

/**
 * What the calendar says of a day beside its weekday. Before and after long holidays weekends are
 * worked; `usual` takes an exception back.
 */
export const DAY_KINDS = ['holiday', 'workday', 'usual'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Days that are not as their weekday says. */
export type Exceptions = ReadonlyMap<CalendarDate, DayKind>;

/** Monday to Friday except holidays, and the days off that are worked. */
export function isWorkingDay(date: CalendarDate, exceptions: Exceptions): boolean {
  const kind = exceptions.get(date) ?? 'usual';
  if (kind !== 'usual') return kind === 'workday';
  const weekday = new Date(date).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The first working day from this one on, itself included. */
export function nextWorkingDay(date: CalendarDate, exceptions: Exceptions): CalendarDate {
  let day = date;
  while (!isWorkingDay(day, exceptions)) day = dayAfter(day);
  return day;
}

/** Every day from the first to the last, both included; none when the last comes first. */
export function daysBetween(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

/** What becomes of work that would be due on a day off. */
export const DAY_OFF_RULES = ['keep', 'skip', 'next'] as const;
export type DayOffRule = (typeof DAY_OFF_RULES)[number];

/**
 * The days on which recurring work is due, from those that its rule gives in their order. With
 * `next` several may meet on one working day, which counts once.
 */
export function settleDueDates(
  dates: readonly CalendarDate[],
  rule: DayOffRule,
  exceptions: Exceptions,
): CalendarDate[] {
  if (rule === 'keep') return [...dates];
  if (rule === 'skip') return dates.filter((date) => isWorkingDay(date, exceptions));
  return [...new Set(dates.map((date) => nextWorkingDay(date, exceptions)))];
}

/** ISO dates without a time are days in UTC, which all have the same length. */
function dayAfter(date: CalendarDate): CalendarDate {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}
