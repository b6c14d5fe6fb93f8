import { LANGUAGES, calendarRowSchema } from '../../../contract';
import { linesOf } from '../import/lines-of';
import { sampleCsv } from '../import/sample-csv';
import { calendarRows } from './calendar-rows';

describe('days', () => {
  test('are of a kind in either language, and refused for an unknown one', () => {
    const csv = 'date,kind,name\n2026-10-01,放假,国庆节\n2026-10-10,Workday,\n2026-10-12,桥,\n';
    const { rows, problems } = calendarRows(linesOf('calendar', csv));
    expect(rows.map(({ row }) => row)).toEqual([
      { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
      { date: '2026-10-10', kind: 'workday', name: '' },
    ]);
    expect(problems).toEqual([{ line: 4, kind: 'dayKindUnknown', value: '桥' }]);
  });

  test.each(['workday', 'Working day', '上班'])('are worked as "%s"', (word) => {
    const { rows } = calendarRows(linesOf('calendar', `date,kind,name\n2026-10-10,${word},\n`));
    expect(rows[0]?.row).toMatchObject({ kind: 'workday' });
  });
});

test.each(LANGUAGES)('the sample in %s is accepted as it is', (language) => {
  const { rows, problems } = calendarRows(linesOf('calendar', sampleCsv('calendar', language)));
  expect(problems).toEqual([]);
  expect(rows.map(({ row }) => calendarRowSchema.safeParse(row).success)).not.toContain(false);
});
