import type { CalendarRow, PostRow } from '../../../contract';
import type { ImportRows, LineProblem, PendingRow } from './import-rows';
import type { CsvLine } from './read-csv';

/** Who appoints, as people write it in either language. */
const APPOINTERS_BY_WORD: Readonly<Record<string, PostRow['appointers']>> = {
  own: 'own',
  above: 'above',
  本级: 'own',
  上级: 'above',
  '': 'own',
};

const DAY_KINDS_BY_WORD: Readonly<Record<string, CalendarRow['kind']>> = {
  holiday: 'holiday',
  workday: 'workday',
  usual: 'usual',
  放假: 'holiday',
  上班: 'workday',
  照常: 'usual',
};

/** A whole number, or nothing. */
const WHOLE = /^\d*$/;

/** One row a line; one holder unless the file says otherwise, and no end of the term. */
export function postRows(lines: readonly CsvLine[]): ImportRows {
  const rows: PendingRow[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const { organisationCode = '', title = '', duties = '' } = cells;
    const { maxHolders = '', termMonths = '', appointers: word = '' } = cells;
    const appointers = APPOINTERS_BY_WORD[word.toLowerCase()];
    const bad = [maxHolders, termMonths].find((value) => !WHOLE.test(value));
    if (bad !== undefined) {
      problems.push({ line, kind: 'notWhole', value: bad });
    } else if (appointers === undefined) {
      problems.push({ line, kind: 'appointersUnknown', value: word });
    } else {
      const numbers = {
        maxHolders: maxHolders === '' ? 1 : Number(maxHolders),
        termMonths: termMonths === '' ? null : Number(termMonths),
      };
      rows.push({
        lines: [line],
        row: { organisationCode, title, duties, appointers, ...numbers },
      });
    }
  }
  return { rows, problems };
}

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
