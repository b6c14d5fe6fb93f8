import type { Language } from '../../../contract';
import { toCsv } from '../download-csv';
import { CSV_COLUMNS, SAMPLES } from './csv-columns';
import type { ImportKind } from './import-api';

/** A file that is right, with its header, to start from. */
export function sampleCsv(kind: ImportKind, language: Language): string {
  const header = CSV_COLUMNS[kind].map((column) => column[language]);
  return toCsv(header, SAMPLES[kind][language]);
}
