import { CSV_COLUMNS } from './csv-columns';
import { linesOf } from './lines-of';
import { decodeText, readCsv } from './read-csv';

describe('reading a file', () => {
  test('takes headers in both languages, in any order, and leaves other columns out', () => {
    const csv = 'remark,名称,code,类型,Parent\nx,河东社区,C1,社区,T\n';
    expect(linesOf('organisations', csv)).toEqual([
      { line: 2, cells: { code: 'C1', name: '河东社区', kind: '社区', parentCode: 'T' } },
    ]);
  });

  test('counts lines as a spreadsheet does, empty ones too', () => {
    const csv = 'code,name,kind,parent\n\nC1,One,town,\n,,,\nC2,Two,town,\n';
    expect(linesOf('organisations', csv).map(({ line }) => line)).toEqual([3, 5]);
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
