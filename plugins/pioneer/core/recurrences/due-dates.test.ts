import { daysBetween, type CalendarDate, type DayKind } from '../people/calendar';
import { findDueDates, settleDueDates, type DayOffRule } from './due-dates';

/** A long holiday from Thursday to Wednesday, with the Saturday after it worked for it. */
const EXCEPTIONS = new Map<string, DayKind>([
  ...daysBetween('2026-10-01', '2026-10-07').map((day) => [day, 'holiday'] as const),
  ['2026-10-10', 'workday'],
]);

const datesOf = (due: readonly { readonly date: string }[]) => due.map(({ date }) => date);

describe('days that a rule gives', () => {
  const every = ['2026-09-30', '2026-10-02', '2026-10-05', '2026-10-10', '2026-10-11'];

  test.each<[DayOffRule, readonly string[]]>([
    ['keep', every],
    ['skip', ['2026-09-30', '2026-10-10']],
    ['next', ['2026-09-30', '2026-10-08', '2026-10-10', '2026-10-12']],
  ])('on days off, by "%s", are due on %j', (rule, due) => {
    expect(datesOf(settleDueDates(every, rule, EXCEPTIONS))).toEqual(due);
  });

  test('that meet on one working day are due once, for the last of them', () => {
    expect(settleDueDates([], 'next', EXCEPTIONS)).toEqual([]);
    expect(settleDueDates(['2026-10-01', '2026-10-06'], 'next', EXCEPTIONS)).toEqual([
      { date: '2026-10-08', ruleDate: '2026-10-06' },
    ]);
  });
});

describe('what is due between two days', () => {
  const daily = (first: CalendarDate, last: CalendarDate) => daysBetween(first, last);

  test.each<[string, DayOffRule, string, string, readonly string[]]>([
    ['stays where it is', 'keep', '2026-10-03', '2026-10-04', ['2026-10-03', '2026-10-04']],
    [
      'is left out',
      'skip',
      '2026-10-07',
      '2026-10-12',
      ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'],
    ],
    ['comes from days off before the first', 'next', '2026-10-08', '2026-10-08', ['2026-10-08']],
    ['may lie after the last', 'next', '2026-10-01', '2026-10-07', []],
  ])('%s (%s)', (_what, dayOffRule, first, last, due) => {
    const found = findDueDates({ days: daily, dayOffRule, exceptions: EXCEPTIONS }, first, last);
    expect(datesOf(found)).toEqual(due);
  });

  test('asks a rule for no more days than may be due then', () => {
    const asked: string[] = [];
    const days = (first: CalendarDate, last: CalendarDate) => {
      asked.push(`${first} ${last}`);
      return [];
    };
    for (const dayOffRule of ['keep', 'skip', 'next'] as const) {
      findDueDates({ days, dayOffRule, exceptions: EXCEPTIONS }, '2026-10-08', '2026-10-15');
    }
    expect(asked).toEqual([
      '2026-10-08 2026-10-15',
      '2026-10-08 2026-10-15',
      '2026-10-01 2026-10-15',
    ]);
  });
});
