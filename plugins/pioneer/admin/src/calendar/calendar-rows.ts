import type { CalendarRow } from '../../../contract';
import type { ImportRows, LineProblem, PendingRow } from '../import/import-rows';
import type { CsvLine } from '../import/read-csv';

const DAY_KINDS_BY_WORD: Readonly<Record<string, CalendarRow['kind']>> = {
  holiday: 'holiday',
  workday: 'workday',
  usual: 'usual',
  放假: 'holiday',
  上班: 'workday',
  照常: 'usual',
};

/** One row a line. */
export function calendarRows(lines: readonly CsvLine[]): ImportRows {
  const rows: PendingRow[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const { date = '', kind: word = '', name = '' } = cells;
    const kind = DAY_KINDS_BY_WORD[word.toLowerCase()];
    if (kind === undefined) problems.push({ line, kind: 'dayKindUnknown', value: word });
    else rows.push({ lines: [line], row: { date, kind, name } satisfies CalendarRow });
  }
  return { rows, problems };
}
