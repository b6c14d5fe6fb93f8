import { LANGUAGES, postRowSchema } from '../../../contract';
import { linesOf } from '../import/lines-of';
import { sampleCsv } from '../import/sample-csv';
import { postRows } from './post-rows';

const rowsOf = (csv: string) => postRows(linesOf('posts', csv)).rows.map(({ row }) => row);

test.each(LANGUAGES)('the sample in %s is accepted as it is', (language) => {
  for (const row of rowsOf(sampleCsv('posts', language))) {
    expect(postRowSchema.safeParse(row)).toMatchObject({ success: true });
  }
});

test('what is left empty is a post of one, filled by its own managers, without a term', () => {
  expect(rowsOf('organisation,post,duties,holders,months\nC1,Warden,Walks,,\n')).toEqual([
    {
      organisationCode: 'C1',
      title: 'Warden',
      duties: 'Walks',
      appointers: 'own',
      maxHolders: 1,
      termMonths: null,
      isActive: true,
    },
  ]);
});

test('words of either language are understood, anything else is left to the server', () => {
  const header = '组织编码,岗位,职责,人数,任期（月）,任命,在用\n';
  const [one, other] = rowsOf(
    `${header}C1,网格员,巡查,2,12,上级,否\nC1,组长,巡查,两人,1.5,我,maybe\n`,
  );
  expect(one).toMatchObject({
    appointers: 'above',
    maxHolders: 2,
    termMonths: 12,
    isActive: false,
  });
  expect(other).toMatchObject({ appointers: '我', maxHolders: '两人', termMonths: '1.5' });
  expect(postRowSchema.safeParse(other).success).toBe(false);
});
