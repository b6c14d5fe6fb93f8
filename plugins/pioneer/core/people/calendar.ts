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

/** The day so many days later; earlier when the number is negative. */
export function daysLater(date: CalendarDate, days: number): CalendarDate {
  // ISO dates without a time are days in UTC, which all have the same length.
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

function dayAfter(date: CalendarDate): CalendarDate {
  return daysLater(date, 1);
}
