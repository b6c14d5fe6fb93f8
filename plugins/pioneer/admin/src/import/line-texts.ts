import type { Facts } from '../../../contract';
import { refusalText } from '../refusal-text';
import { useWords } from '../use-words';
import { CSV_COLUMNS, type CsvColumn } from './csv-columns';
import type { ImportKind } from './import-api';
import type { LineProblem } from './import-rows';

interface RowRefusal {
  readonly code: string;
  readonly message: string;
  readonly facts: Facts;
}

/** Says why a line of a file was not used, in the words of the file's own columns. */
export function useLineTexts(kind: ImportKind) {
  const { t, language } = useWords();

  const problemText = (problem: LineProblem): string => {
    const { kind: name, otherLine, ...facts } = { otherLine: 0, ...problem };
    return t(`import.row.${name}`, { ...facts, line: otherLine });
  };

  const rowRefusalText = (refusal: RowRefusal): string => {
    const columns = refusal.code === 'INPUT_INVALID' ? columnsIn(kind, refusal.facts.fields) : [];
    if (columns.length === 0) return refusalText(refusal, language);
    return columns
      .map(({ [language]: column, meaning }) =>
        t('import.row.malformed', { column, meaning: t(meaning) }),
      )
      .join(' ');
  };

  return { problemText, rowRefusalText };
}

/** The columns that a refusal names as fields of the row: `code`, `memberships.0.role`. */
function columnsIn(kind: ImportKind, fields: Facts[string] | undefined): CsvColumn[] {
  const names = String(fields ?? '').split(', ');
  const keys = new Set(names.map((name) => name.split('.').at(-1)));
  return CSV_COLUMNS[kind].filter(({ key }) => keys.has(key));
}
