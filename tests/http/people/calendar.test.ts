import { randomInt } from 'node:crypto';
import { codeOfRefusal } from '../../support/http';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

/** A year that no other test of this run means: the calendar is everybody's. */
const year = 2100 + randomInt(800);

const day = (monthAndDay: string) => `${year}-${monthAndDay}`;

async function importRows(rows: readonly object[]) {
  return (await town.administrator('calendar.import', { body: { rows: [...rows] } })).data;
}

async function find(from: string, to: string) {
  return (await town.visitor('calendar.find', { query: { from, to } })).data;
}

describe('the calendar', () => {
  it('says of every day whether it is worked, by weekday and by what was imported', async () => {
    const usual = await find(day('05-01'), day('05-07'));
    expect(usual.map(({ kind }) => kind)).toEqual(Array(7).fill('usual'));
    expect(usual.filter(({ isWorkingDay }) => isWorkingDay)).toHaveLength(5);
    const working = usual.find(({ isWorkingDay }) => isWorkingDay);
    const free = usual.find(({ isWorkingDay }) => !isWorkingDay);
    if (working === undefined || free === undefined) throw new Error('a week has both');
    const rows = [
      { date: working.date, kind: 'holiday', name: '劳动节' },
      { date: free.date, kind: 'workday', name: '劳动节调休' },
    ];
    expect(await importRows(rows)).toMatchObject({ created: 2, updated: 0, refused: [] });

    const told = await find(day('05-01'), day('05-07'));
    expect(told.filter(({ kind }) => kind !== 'usual').sort(byDate)).toEqual(
      [
        { date: working.date, isWorkingDay: false, kind: 'holiday', name: '劳动节' },
        { date: free.date, isWorkingDay: true, kind: 'workday', name: '劳动节调休' },
      ].sort(byDate),
    );
  });

  it('takes an exception back, and does nothing twice', async () => {
    const row = { date: day('06-01'), kind: 'holiday', name: '一次' };
    await importRows([row]);
    expect(await importRows([row])).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    const back = { ...row, kind: 'usual', name: '' };
    expect(await importRows([back])).toMatchObject({ updated: 1 });

    expect(await find(row.date, row.date)).toMatchObject([{ kind: 'usual', name: '' }]);
    const { document_id: id } = await town
      .rows('pioneer_calendar_days')
      .where({ date: row.date })
      .first<{ document_id: string }>('document_id');
    const events = town.rows('pioneer_events').where({ subject_id: id });
    expect(await events.orderBy('subject_version').pluck('type')).toEqual([
      'calendarDay.created',
      'calendarDay.updated',
    ]);
  });

  it('refuses each row alone that is no day', async () => {
    const good = { date: day('07-01'), kind: 'holiday', name: '假日' };
    const { created, refused } = await importRows([
      good,
      { ...good, name: '又一次' },
      { ...good, date: day('02-30') },
      { ...good, date: '2026-1-1' },
      { ...good, date: day('07-02'), kind: 'free' },
    ]);

    expect(created).toBe(1);
    expect(refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
      [1, 'ROW_REPEATED'],
      ...[2, 3, 4].map((index) => [index, 'INPUT_INVALID']),
    ]);
  });

  it('tells administrators the days of a year that are not as their weekday says', async () => {
    const own = 1970 + randomInt(100);
    const findYear = async () =>
      (await town.administrator('calendar.findYear', { query: { year: own } })).data;
    const [first, last] = [`${own}-01-01`, `${own}-12-31`];
    await importRows([
      { date: last, kind: 'workday', name: '调休' },
      { date: first, kind: 'holiday', name: '元旦' },
      { date: `${own}-07-01`, kind: 'usual', name: '' },
    ]);

    expect(await findYear()).toMatchObject([
      { date: first, kind: 'holiday', name: '元旦', isWorkingDay: false },
      { date: last, kind: 'workday', name: '调休', isWorkingDay: true },
    ]);
  });

  it('shows a year at once and no more', async () => {
    expect((await find(day('01-01'), day('12-31'))).length).toBeGreaterThanOrEqual(365);
    expect(await find(day('02-01'), day('01-01'))).toEqual([]);
    expect(await codeOfRefusal(find('1990-01-01', day('01-01')))).toBe('CALENDAR_TOO_LONG');
  });
});

function byDate(one: { readonly date: string }, other: { readonly date: string }): number {
  return one.date.localeCompare(other.date);
}
