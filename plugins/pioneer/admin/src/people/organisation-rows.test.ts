import { LANGUAGES, organisationRowSchema } from '../../../contract';
import type { ImportRows } from '../import/import-rows';
import { linesOf } from '../import/lines-of';
import { sampleCsv } from '../import/sample-csv';
import { organisationRows } from './organisation-rows';

const linesSent = ({ rows }: ImportRows) => rows.map(({ lines }) => lines);

describe('organisations', () => {
  test('go parents first, each with its line', () => {
    const csv = 'code,name,kind,parent\nC,Coop,coop,B\nB,Community,community,A\nA,Town,town,\n';
    const rows = organisationRows(linesOf('organisations', csv));
    expect(linesSent(rows)).toEqual([[4], [3], [2]]);
    expect(rows.rows[0]?.row).toEqual({ code: 'A', name: 'Town', kind: 'town', parentCode: null });
  });

  test('that stand in the file twice count once', () => {
    const csv = 'code,name,kind,parent\nA,One,town,\nB,Two,town,A\nA,Other,town,\n';
    const { rows, problems } = organisationRows(linesOf('organisations', csv));
    expect(rows.map(({ lines }) => lines)).toEqual([[2], [3]]);
    expect(problems).toEqual([{ line: 4, kind: 'codeRepeated', code: 'A', otherLine: 2 }]);
  });

  test('that are their own ancestors are left to the server to refuse', () => {
    const csv = 'code,name,kind,parent\nA,One,town,B\nB,Two,town,A\n';
    expect(organisationRows(linesOf('organisations', csv)).rows).toHaveLength(2);
  });
});

test.each(LANGUAGES)('the sample in %s is accepted as it is', (language) => {
  const { rows, problems } = organisationRows(
    linesOf('organisations', sampleCsv('organisations', language)),
  );
  expect(problems).toEqual([]);
  expect(rows.map(({ row }) => organisationRowSchema.safeParse(row).success)).not.toContain(false);
});
