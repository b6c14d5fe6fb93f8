import { daysBetween, type DayKind } from '../../../core/people/calendar';
import { findDueDates, type DayOffRule } from '../../../core/recurrences/due-dates';
import { hasDates, ruleDaysOf } from './read-rule';

/**
 * A long holiday from Thursday, 1 October, to Wednesday, 7 October 2026; for it the Sunday before
 * and the Saturday after are worked. Labour Day of 2026 is a Friday.
 */
const EXCEPTIONS = new Map<string, DayKind>([
  ['2026-05-01', 'holiday'],
  ['2026-09-27', 'workday'],
  ...daysBetween('2026-10-01', '2026-10-07').map((day) => [day, 'holiday'] as const),
  ['2026-10-10', 'workday'],
]);

const WORKING = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';

/** Worked out by hand, with a calendar of paper. */
test.each<[string, string, string, DayOffRule, string, string, readonly string[]]>([
  [
    'a patrol on Saturdays, whatever the day is',
    'FREQ=WEEKLY;BYDAY=SA',
    '2026-09-01',
    'keep',
    '2026-09-26',
    '2026-10-17',
    ['2026-09-26', '2026-10-03', '2026-10-10', '2026-10-17'],
  ],
  [
    'the same on worked Saturdays alone',
    'FREQ=WEEKLY;BYDAY=SA',
    '2026-09-01',
    'skip',
    '2026-09-26',
    '2026-10-17',
    ['2026-10-10'],
  ],
  [
    'the same, put off: to a worked Sunday, over the holiday, not at all, to Monday',
    'FREQ=WEEKLY;BYDAY=SA',
    '2026-09-01',
    'next',
    '2026-09-26',
    '2026-10-19',
    ['2026-09-27', '2026-10-08', '2026-10-10', '2026-10-19'],
  ],
  [
    'two days that the holiday puts on one',
    'FREQ=WEEKLY;BYDAY=TH,MO',
    '2026-09-01',
    'next',
    '2026-09-28',
    '2026-10-12',
    ['2026-09-28', '2026-10-08', '2026-10-12'],
  ],
  [
    'a date put off from days before the first that is asked for',
    'FREQ=MONTHLY;BYMONTHDAY=1',
    '2026-01-01',
    'next',
    '2026-10-05',
    '2026-10-09',
    ['2026-10-08'],
  ],
  [
    'every working day of the week after the holiday',
    'FREQ=DAILY',
    '2026-01-01',
    'skip',
    '2026-10-05',
    '2026-10-12',
    ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'],
  ],
  [
    'the last weekday of each month',
    WORKING,
    '2026-01-01',
    'keep',
    '2026-01-01',
    '2026-05-31',
    ['2026-01-30', '2026-02-27', '2026-03-31', '2026-04-30', '2026-05-29'],
  ],
  [
    'the first weekday of each month, unless it is a holiday',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    '2026-01-01',
    'next',
    '2026-04-01',
    '2026-06-30',
    ['2026-04-01', '2026-05-04', '2026-06-01'],
  ],
  [
    'the 31st, in months that have one',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    '2026-01-01',
    'keep',
    '2026-01-01',
    '2026-06-30',
    ['2026-01-31', '2026-03-31', '2026-05-31'],
  ],
  [
    'the last day of each month, of a leap year too',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    '2027-12-01',
    'keep',
    '2028-01-15',
    '2028-03-15',
    ['2028-01-31', '2028-02-29'],
  ],
  [
    'leap days',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    '2026-01-01',
    'keep',
    '2026-01-01',
    '2033-01-01',
    ['2028-02-29', '2032-02-29'],
  ],
  [
    'every other Monday, counted from the first day',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    '2026-01-05',
    'keep',
    '2026-01-12',
    '2026-02-09',
    ['2026-01-19', '2026-02-02'],
  ],
  [
    'nothing before the first day, nor after the last of three',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    '2026-03-01',
    'keep',
    '2026-01-01',
    '2026-12-31',
    ['2026-03-02', '2026-03-09', '2026-03-16'],
  ],
  [
    'the day until which it goes on, itself included',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260309',
    '2026-03-01',
    'keep',
    '2026-01-01',
    '2026-12-31',
    ['2026-03-02', '2026-03-09'],
  ],
])('%s', (_what, rule, firstDay, dayOffRule, first, last, due) => {
  const days = ruleDaysOf({ rule, firstDay });
  const found = findDueDates({ days, dayOffRule, exceptions: EXCEPTIONS }, first, last);
  expect(found.map(({ date }) => date)).toEqual(due);
});

test.each([
  ['a leap day', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2096-03-01', true],
  ['30 February', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', false],
  [
    'the 31st of each twelfth month from June',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
    '2026-06-01',
    false,
  ],
  ['nothing, because it ended before it began', 'FREQ=DAILY;UNTIL=20251231', '2026-01-01', false],
  ['one day', 'FREQ=DAILY;COUNT=1', '2026-01-01', true],
])('%s (%s from %s) has dates: %s', (_what, rule, firstDay, has) => {
  expect(hasDates({ rule, firstDay })).toBe(has);
});
