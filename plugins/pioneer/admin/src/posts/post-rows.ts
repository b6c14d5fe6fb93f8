import { APPOINTER_WORDS, APPOINTERS } from '../../../contract';
import type { ImportRows } from '../import/import-rows';
import type { CsvLine } from '../import/read-csv';
import { meaningOf, meaningsOf } from '../import/word-meanings';

const APPOINTERS_BY_WORD = meaningsOf(APPOINTERS, APPOINTER_WORDS);

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ...['', 'yes', 'true', '是'].map((word) => [word, true] as const),
  ...['no', 'false', '否'].map((word) => [word, false] as const),
]);

/** One row a line; what is no number or no word of ours goes as it is, and the server names it. */
export function postRows(lines: readonly CsvLine[]): ImportRows {
  const rows = lines.map(({ line, cells }) => {
    const { organisationCode, title, duties, appointers = '', isActive = '' } = cells;
    const { maxHolders = '', termMonths = '' } = cells;
    const row = {
      organisationCode,
      title,
      duties,
      appointers: appointers === '' ? 'own' : meaningOf(APPOINTERS_BY_WORD, appointers),
      maxHolders: maxHolders === '' ? 1 : numberIn(maxHolders),
      termMonths: termMonths === '' ? null : numberIn(termMonths),
      isActive: meaningOf(ANSWERS, isActive),
    };
    return { lines: [line], row };
  });
  return { rows, problems: [] };
}

function numberIn(cell: string): number | string {
  return /^\d+$/.test(cell) ? Number(cell) : cell;
}
