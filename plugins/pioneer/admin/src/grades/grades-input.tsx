import { MAX_GRADES } from '../../../contract';
import { labelColumns, numberColumn } from '../rows/cells';
import { RowsInput, type CustomFieldProps } from '../rows/rows-input';
import type { RowsKind } from '../rows/rows-kind';
import {
  areGradesComplete,
  findGradeProblems,
  NEW_GRADE,
  readGrade,
  type GradeDraft,
} from './grades';

const GRADES: RowsKind<GradeDraft> = {
  columns: [
    ...labelColumns<GradeDraft>(),
    numberColumn('from', {
      title: 'grades.column.from',
      missing: 'grades.problem.from.missing',
      malformed: 'grades.problem.from.malformed',
      repeated: 'grades.problem.from.repeated',
    }),
  ],
  cardBelow: '60rem',
  most: MAX_GRADES,
  empty: NEW_GRADE,
  fallbackKey: 'grade',
  words: {
    add: (t) => t('grades.add'),
    none: (t) => t('grades.none'),
    most: (t, count) => t('grades.most', { count }),
    incomplete: (t) => t('grades.incomplete'),
  },
  readRow: readGrade,
  findProblems: findGradeProblems,
  areComplete: areGradesComplete,
};

/** The grades of a work standard. */
export function GradesInput(props: CustomFieldProps) {
  return <RowsInput kind={GRADES} {...props} />;
}
