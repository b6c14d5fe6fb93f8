import { DAY_KIND_WORDS, DAY_KINDS, type CalendarRow } from '../../../contract';
import type { ImportRows, LineProblem, PendingRow } from '../import/import-rows';
import type { CsvLine } from '../import/read-csv';
import { meaningsOf } from '../import/word-meanings';

const DAY_KINDS_BY_WORD = meaningsOf(DAY_KINDS, DAY_KIND_WORDS);

/** One row a line. */
export function calendarRows(lines: readonly CsvLine[]): ImportRows {
  const rows: PendingRow[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const { date = '', kind: word = '', name = '' } = cells;
    const kind = DAY_KINDS_BY_WORD.get(word.toLowerCase());
    if (kind === undefined) problems.push({ line, kind: 'dayKindUnknown', value: word });
    else rows.push({ lines: [line], row: { date, kind, name } satisfies CalendarRow });
  }
  return { rows, problems };
}
