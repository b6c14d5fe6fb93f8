import { z } from 'zod';
import { DAY_KINDS } from '../core/people/calendar';
import { endpoint } from './endpoint';
import { importResultSchema, rowsOf } from './people';
import { oneOf, text } from './primitives';

/** A day of the town's calendar: 2026-10-01. */
const dateSchema = z.iso.date();

export const calendarDaySchema = z.strictObject({
  date: z.string(),
  isWorkingDay: z.boolean(),
  /** Whether it is a holiday or is worked for one; `usual` when its weekday decides. */
  kind: z.enum(DAY_KINDS),
  /** Of the holiday that it belongs to; empty on usual days. */
  name: z.string(),
});
export type CalendarDayView = z.infer<typeof calendarDaySchema>;

/** A year and the weeks around it. */
export const MAX_CALENDAR_DAYS = 400;

export const calendarEndpoints = {
  /** Every day from the first to the last, both included. */
  'calendar.find': endpoint({
    summary: 'List the days from one to another, and whether they are worked.',
    method: 'GET',
    path: '/calendar',
    access: 'public',
    query: z.strictObject({ from: dateSchema, to: dateSchema }),
    response: oneOf(z.array(calendarDaySchema)),
  }),
};

export const calendarRowSchema = z.strictObject({
  date: dateSchema,
  kind: z.enum(DAY_KINDS),
  name: text({ max: 60 }),
});
export type CalendarRow = z.infer<typeof calendarRowSchema>;

export const calendarAdminEndpoints = {
  /** By date; days that are as their weekday says are left out. */
  'calendar.findYear': endpoint({
    summary: 'List the holidays and days that are worked of a year.',
    method: 'GET',
    path: '/calendar',
    access: 'administrator',
    query: z.strictObject({ year: z.coerce.number().int().min(1970).max(2999) }),
    response: oneOf(z.array(calendarDaySchema)),
  }),
  /** Days that are not as their weekday says; `usual` takes one back. */
  'calendar.import': endpoint({
    summary: 'Import holidays and days that are worked.',
    method: 'POST',
    path: '/calendar/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('CalendarRow') }),
    response: importResultSchema,
  }),
};
