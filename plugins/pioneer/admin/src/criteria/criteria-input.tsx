import { MAX_CRITERIA } from '../../../contract';
import { flagColumn, labelColumns, numberColumn } from '../rows/cells';
import { RowsInput, type CustomFieldProps } from '../rows/rows-input';
import type { RowsKind } from '../rows/rows-kind';
import {
  areCriteriaComplete,
  findCriterionProblems,
  NEW_CRITERION,
  readCriterion,
  type CriterionDraft,
} from './criteria';
import { CriteriaTotal } from './criteria-total';

const CRITERIA: RowsKind<CriterionDraft> = {
  columns: [
    ...labelColumns<CriterionDraft>(),
    numberColumn('weight', {
      title: 'criteria.column.weight',
      missing: 'criteria.problem.weight.missing',
      malformed: 'criteria.problem.weight.malformed',
    }),
    flagColumn('mayNotApply', 'criteria.column.mayNotApply'),
    flagColumn('isVeto', 'criteria.column.isVeto'),
  ],
  cardBelow: '72rem',
  most: MAX_CRITERIA,
  empty: NEW_CRITERION,
  fallbackKey: 'criterion',
  words: {
    add: (t) => t('criteria.add'),
    none: (t) => t('criteria.none'),
    most: (t, count) => t('criteria.most', { count }),
    incomplete: (t) => t('criteria.incomplete'),
  },
  readRow: readCriterion,
  findProblems: findCriterionProblems,
  areComplete: areCriteriaComplete,
  Footer: CriteriaTotal,
};

/** The criteria of a work standard. */
export function CriteriaInput(props: CustomFieldProps) {
  return <RowsInput kind={CRITERIA} {...props} />;
}
