import { calendarRowSchema, memberRowSchema, organisationRowSchema } from '../../../contract';
import type { ImportKind } from '../import/import-api';
import { CSV_COLUMNS, SAMPLES } from './csv-columns';
import { toCsv } from './download-csv';
import { calendarRows } from '../calendar/calendar-rows';
import { memberRows, organisationRows, type ImportRows } from './import-rows';
import { decodeText, readCsv, type CsvLine } from './read-csv';

function linesOf(csv: string, kind: ImportKind): CsvLine[] {
  const { lines, problem } = readCsv(csv, CSV_COLUMNS[kind]);
  if (lines === null) throw new Error(problem.kind);
  return lines;
}

const linesSent = ({ rows }: ImportRows) => rows.map(({ lines }) => lines);

describe('reading a file', () => {
  test('takes headers in both languages, in any order, and leaves other columns out', () => {
    const csv = 'remark,名称,code,类型,Parent\nx,河东社区,C1,社区,T\n';
    expect(linesOf(csv, 'organisations')).toEqual([
      { line: 2, cells: { code: 'C1', name: '河东社区', kind: '社区', parentCode: 'T' } },
    ]);
  });

  test('counts lines as a spreadsheet does, empty ones too', () => {
    const csv = 'code,name,kind,parent\n\nC1,One,town,\n,,,\nC2,Two,town,\n';
    expect(linesOf(csv, 'organisations').map(({ line }) => line)).toEqual([3, 5]);
  });

  test.each([
    ['columns that are missing', 'code,name\nC1,One\n', 'columns'],
    ['a file without lines', 'code,name,kind,parent\n', 'empty'],
    ['a quotation mark that never closes', 'code,name,kind,parent\nC1,"One,town,\n', 'quotes'],
  ])('refuses %s', (_, csv, kind) => {
    expect(readCsv(csv, CSV_COLUMNS.organisations).problem?.kind).toBe(kind);
  });

  test('decodes UTF-8, GB18030 and UTF-16, and refuses what is no text', () => {
    const gb18030 = Uint8Array.from([0xb1, 0xe0, 0xc2, 0xeb]);
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x16, 0x7f, 0x01, 0x78]);
    expect(decodeText(new TextEncoder().encode('\uFEFF编码'))).toBe('编码');
    expect(decodeText(gb18030)).toBe('编码');
    expect(decodeText(utf16)).toBe('编码');
    expect(decodeText(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
  });
});

describe('organisations', () => {
  test('go parents first, each with its line', () => {
    const csv = 'code,name,kind,parent\nC,Coop,coop,B\nB,Community,community,A\nA,Town,town,\n';
    const rows = organisationRows(linesOf(csv, 'organisations'));
    expect(linesSent(rows)).toEqual([[4], [3], [2]]);
    expect(rows.rows[0]?.row).toEqual({ code: 'A', name: 'Town', kind: 'town', parentCode: null });
  });

  test('that stand in the file twice count once', () => {
    const csv = 'code,name,kind,parent\nA,One,town,\nB,Two,town,A\nA,Other,town,\n';
    const { rows, problems } = organisationRows(linesOf(csv, 'organisations'));
    expect(rows.map(({ lines }) => lines)).toEqual([[2], [3]]);
    expect(problems).toEqual([{ line: 4, kind: 'codeRepeated', code: 'A', otherLine: 2 }]);
  });

  test('that are their own ancestors are left to the server to refuse', () => {
    const csv = 'code,name,kind,parent\nA,One,town,B\nB,Two,town,A\n';
    expect(organisationRows(linesOf(csv, 'organisations')).rows).toHaveLength(2);
  });
});

describe('members', () => {
  const header = 'number,name,organisation,role\n';

  test('gather the memberships of all their lines', () => {
    const csv = `${header}m1,陈一帆,A,成员\nm2,林晓,A,\nM1,陈一帆,B,Evaluator\n`;
    const { rows, problems } = memberRows(linesOf(csv, 'members'));
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        lines: [2, 4],
        row: {
          number: 'm1',
          name: '陈一帆',
          memberships: [
            { organisationCode: 'A', role: 'member' },
            { organisationCode: 'B', role: 'evaluator' },
          ],
        },
      },
      {
        lines: [3],
        row: {
          number: 'm2',
          name: '林晓',
          memberships: [{ organisationCode: 'A', role: 'member' }],
        },
      },
    ]);
  });

  test.each(['组织管理员', '管理员', 'Manager'])('manage an organisation as "%s"', (word) => {
    const { rows } = memberRows(linesOf(`${header}m1,陈一帆,A,${word}\n`, 'members'));
    expect(rows[0]?.row).toMatchObject({
      memberships: [{ organisationCode: 'A', role: 'manager' }],
    });
  });

  test('have a phone where the file has one, on whichever of their lines', () => {
    const csv = 'number,name,organisation,role,手机号\nm1,陈一帆,A,,\nm1,陈一帆,B,,13800000001\n';
    const { rows, problems } = memberRows(linesOf(`${csv}m2,林晓,A,,\n`, 'members'));
    expect(problems).toEqual([]);
    expect(rows[0]?.row).toMatchObject({ number: 'm1', phone: '13800000001' });
    expect(rows[1]?.row).not.toHaveProperty('phone');

    const twice = memberRows(linesOf(`${csv}m1,陈一帆,C,,13800000002\n`, 'members'));
    expect(twice.problems).toEqual([{ line: 4, kind: 'phoneDiffers', number: 'm1', otherLine: 2 }]);
  });

  test('may have no organisation yet', () => {
    const { rows } = memberRows(linesOf(`${header}m1,陈一帆,,\n`, 'members'));
    expect(rows[0]?.row).toEqual({ number: 'm1', name: '陈一帆', memberships: [] });
  });

  test('are refused line by line for another name or an unknown role', () => {
    const csv = `${header}m1,陈一帆,A,\nm1,陈二帆,B,\nm3,林晓,A,boss\n`;
    const { rows, problems } = memberRows(linesOf(csv, 'members'));
    expect(rows.map(({ lines }) => lines)).toEqual([[2]]);
    expect(problems.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'nameDiffers'],
      [4, 'roleUnknown'],
    ]);
  });
});

describe('days', () => {
  test('are of a kind in either language, and refused for an unknown one', () => {
    const csv = 'date,kind,name\n2026-10-01,放假,国庆节\n2026-10-10,Workday,\n2026-10-12,桥,\n';
    const { rows, problems } = calendarRows(linesOf(csv, 'calendar'));
    expect(rows.map(({ row }) => row)).toEqual([
      { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
      { date: '2026-10-10', kind: 'workday', name: '' },
    ]);
    expect(problems).toEqual([{ line: 4, kind: 'dayKindUnknown', value: '桥' }]);
  });
});

describe('samples', () => {
  test.each([
    ['organisations', organisationRows, organisationRowSchema],
    ['members', memberRows, memberRowSchema],
    ['calendar', calendarRows, calendarRowSchema],
  ] as const)('of %s are read and accepted in both languages', (kind, rowsOf, schema) => {
    for (const language of ['zh', 'en'] as const) {
      const header = CSV_COLUMNS[kind].map((column) => column[language]);
      const bytes = new TextEncoder().encode(toCsv(header, SAMPLES[kind][language]));
      const { rows, problems } = rowsOf(linesOf(decodeText(bytes) ?? '', kind));
      expect(problems).toEqual([]);
      expect(rows.map(({ row }) => schema.safeParse(row).success)).not.toContain(false);
    }
  });
});

test('a downloaded cell never runs as a formula', () => {
  const csv = toCsv(['number'], [['=1+1'], ['@x'], ['-2'], ['m1']]);
  expect(csv.split('\r\n').slice(1, 5)).toEqual([`"'=1+1"`, `"'@x"`, `"'-2"`, 'm1']);
});
