import { CSV_COLUMNS } from './csv-columns';
import type { ImportKind } from './import-api';
import { decodeText, readCsv, type CsvLine } from './read-csv';

/** The lines of a file with this text, for tests of what is made from them. */
export function linesOf(kind: ImportKind, csv: string): CsvLine[] {
  const text = decodeText(new TextEncoder().encode(csv)) ?? '';
  const { lines, problem } = readCsv(text, CSV_COLUMNS[kind]);
  if (lines === null) throw new Error(problem.kind);
  return lines;
}
