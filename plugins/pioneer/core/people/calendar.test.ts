import { daysBetween, daysLater, isWorkingDay, nextWorkingDay, type DayKind } from './calendar';

/** A long holiday from Thursday to Wednesday, with the Saturday after it worked for it. */
const EXCEPTIONS = new Map<string, DayKind>([
  ...daysBetween('2026-10-01', '2026-10-07').map((day) => [day, 'holiday'] as const),
  ['2026-10-10', 'workday'],
  ['2026-10-17', 'usual'],
]);

test.each([
  ['a Wednesday', '2026-09-30', true],
  ['a Thursday of the holiday', '2026-10-01', false],
  ['a Saturday of the holiday', '2026-10-03', false],
  ['the last day of the holiday', '2026-10-07', false],
  ['the Thursday after it', '2026-10-08', true],
  ['a Saturday that is worked', '2026-10-10', true],
  ['the Sunday after it', '2026-10-11', false],
  ['a Saturday whose exception was taken back', '2026-10-17', false],
  ['a Monday', '2026-10-19', true],
  ['a leap day that is a Tuesday', '2028-02-29', true],
])('%s (%s) is a working day: %s', (_what, date, is) => {
  expect(isWorkingDay(date, EXCEPTIONS)).toBe(is);
});

test.each([
  ['2026-09-30', '2026-09-30'],
  ['2026-10-01', '2026-10-08'],
  ['2026-10-10', '2026-10-10'],
  ['2026-10-11', '2026-10-12'],
  ['2026-10-31', '2026-11-02'],
  ['2027-01-02', '2027-01-04'],
])('from %s the next working day is %s', (date, next) => {
  expect(nextWorkingDay(date, EXCEPTIONS)).toBe(next);
});

test.each([
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-02-28', 1, '2027-03-01'],
  ['2026-12-31', 7, '2027-01-07'],
  ['2026-10-08', -8, '2026-09-30'],
])('from %s, %i days later it is %s', (date, days, later) => {
  expect(daysLater(date, days)).toBe(later);
});
