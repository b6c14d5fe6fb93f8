import { MAX_STEPS, STEP_TREES } from '../../../contract';
import { choiceColumn, labelColumns, numberColumn, textColumn } from '../rows/cells';
import { RowsInput, type CustomFieldProps } from '../rows/rows-input';
import type { RowsKind } from '../rows/rows-kind';
import {
  areStepsComplete,
  findStepProblems,
  NEW_STEP,
  readEvaluators,
  readStep,
  type StepDraft,
} from './steps';

const STEPS: RowsKind<StepDraft> = {
  columns: [
    ...labelColumns<StepDraft>(),
    choiceColumn('tree', {
      title: 'steps.column.tree',
      choices: STEP_TREES,
      wordOf: (t, tree) => t(`steps.tree.${tree}`),
    }),
    textColumn('level', {
      title: 'steps.column.level',
      write: ({ level }) => level ?? '',
      read: (text) => ({ level: text === '' ? null : text }),
    }),
    textColumn('evaluators', {
      title: 'steps.column.evaluators',
      write: ({ evaluators }) => evaluators.join(', '),
      read: (text) => ({ evaluators: readEvaluators(text) }),
    }),
    numberColumn('hours', {
      title: 'steps.column.hours',
      malformed: 'steps.problem.hours',
    }),
    numberColumn('remindHours', {
      title: 'steps.column.remindHours',
      malformed: 'steps.problem.remindHours',
    }),
  ],
  // Eight inputs do not fit beside each other: a step always stands as a card.
  cardBelow: '160rem',
  most: MAX_STEPS,
  empty: NEW_STEP,
  fallbackKey: 'step',
  words: {
    add: (t) => t('steps.add'),
    none: (t) => t('steps.none'),
    most: (t, count) => t('steps.most', { count }),
    incomplete: (t) => t('steps.incomplete'),
  },
  readRow: readStep,
  findProblems: findStepProblems,
  areComplete: areStepsComplete,
};

/** The steps of evaluation of a workflow. */
export function StepsInput(props: CustomFieldProps) {
  return <RowsInput kind={STEPS} {...props} />;
}
