import { MAX_STEP_HOURS, MAX_STEPS, STEP_TREES, type StepTree } from '../../../contract';
import {
  findLabelProblems,
  findNumberProblem,
  readLabelled,
  type Problems,
  type RowDraft,
} from '../rows/edit-rows';

/** A step while it is written; what is not said stays empty. */
export interface StepDraft extends RowDraft {
  readonly tree: StepTree;
  readonly level: string | null;
  readonly evaluators: readonly string[];
  readonly hours: number | null;
  readonly remindHours: number | null;
}

export const NEW_STEP = {
  tree: 'opening',
  level: null,
  evaluators: [],
  hours: null,
  remindHours: null,
} as const;

/** A step as it was stored or half written; null for what is none. */
export function readStep(value: unknown): StepDraft | null {
  const labelled = readLabelled(value);
  if (labelled === null) return null;
  const { tree, level, evaluators, hours, remindHours } = value as Partial<StepDraft>;
  return {
    ...labelled,
    tree: STEP_TREES.find((known) => known === tree) ?? NEW_STEP.tree,
    level: typeof level === 'string' ? level : null,
    evaluators: Array.isArray(evaluators) ? evaluators.map(String) : [],
    hours: typeof hours === 'number' ? hours : null,
    remindHours: typeof remindHours === 'number' ? remindHours : null,
  };
}

/**
 * Evaluators by their member numbers, as somebody writes them in one line: between commas of either
 * kind or spaces.
 */
export function readEvaluators(text: string): string[] {
  return text.split(/[,，、;；\s]+/).filter((number) => number !== '');
}

/** What is wrong with the step at this place, part by part. */
export function findStepProblems(steps: readonly StepDraft[], index: number): Problems {
  const step = steps[index];
  if (step === undefined) return {};
  const { hours, remindHours } = step;
  const isWrong = (found: number | null) =>
    found !== null && findNumberProblem(found, 1, MAX_STEP_HOURS) !== null;
  const remindsLate = hours !== null && remindHours !== null && remindHours >= hours;
  return {
    ...findLabelProblems(steps, index),
    ...(isWrong(hours) && { hours: 'malformed' }),
    ...((isWrong(remindHours) || remindsLate) && { remindHours: 'malformed' }),
  };
}

/** Whether drafts are what the server accepts; a workflow without steps has the usual one. */
export function areStepsComplete(steps: readonly StepDraft[]): boolean {
  return (
    steps.length <= MAX_STEPS &&
    steps.every((_, index) => Object.keys(findStepProblems(steps, index)).length === 0)
  );
}
