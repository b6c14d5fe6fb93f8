import Papa from 'papaparse';
import type { CsvColumn } from './csv-columns';

/** One line of a file, by the keys of its columns; `line` counts as spreadsheets do, header = 1. */
export interface CsvLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Why a file cannot be used at all. */
export type CsvProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'quotes'; readonly line: number }
  | { readonly kind: 'columns'; readonly missing: CsvColumn[]; readonly found: string[] };

export type CsvReading =
  | { readonly lines: CsvLine[]; readonly problem: null }
  | { readonly lines: null; readonly problem: CsvProblem };

/** Spreadsheet programs in China save CSV in GB18030 unless told otherwise. */
const FALLBACK_ENCODING = 'gb18030';

/** The text of a file, or null when it is no text: a workbook, a picture. */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', FALLBACK_ENCODING]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding; the next one may fit.
    }
  }
  return null;
}

/** Reads the lines below a header; columns may stand in any order, others are left out. */
export function readCsv(text: string, columns: readonly CsvColumn[]): CsvReading {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  const open = errors.find(({ type }) => type === 'Quotes');
  if (open !== undefined) return refuse({ kind: 'quotes', line: (open.row ?? 0) + 1 });
  const [header = [], ...below] = data.map((row) => row.map((cell) => cell.trim()));
  const places = columns.map((column) => header.findIndex((title) => isTitleOf(column, title)));
  const missing = columns.filter(
    ({ isOptional }, index) => places[index] === -1 && isOptional !== true,
  );
  if (missing.length > 0) {
    return refuse({ kind: 'columns', missing, found: header.filter((title) => title !== '') });
  }
  const lines = below
    .map((row, index) => ({ line: index + 2, row }))
    .filter(({ row }) => row.some((cell) => cell !== ''))
    .map(({ line, row }) => ({
      line,
      cells: Object.fromEntries(
        columns.map(({ key }, index) => [key, row[places[index] ?? -1] ?? '']),
      ),
    }));
  return lines.length === 0 ? refuse({ kind: 'empty' }) : { lines, problem: null };
}

function refuse(problem: CsvProblem): CsvReading {
  return { lines: null, problem };
}

function isTitleOf({ key, zh, en }: CsvColumn, title: string): boolean {
  return [key, zh, en].some((known) => known.toLowerCase() === title.toLowerCase());
}
