import { MAX_CRITERIA } from '../../../contract';
import {
  findLabelProblems,
  findNumberProblem,
  readLabelled,
  type Problems,
  type RowDraft,
} from '../rows/edit-rows';

/** A criterion while it is written: label and weight may still be missing. */
export interface CriterionDraft extends RowDraft {
  readonly weight: number | null;
  readonly mayNotApply: boolean;
  readonly isVeto: boolean;
}

/** What all weights add up to; the server refuses a standard that misses it. */
export const FULL_WEIGHT = 100;

export const NEW_CRITERION = { weight: null, mayNotApply: false, isVeto: false } as const;

/** A criterion as it was stored or half written; null for what is none. */
export function readCriterion(value: unknown): CriterionDraft | null {
  const labelled = readLabelled(value);
  const { weight, mayNotApply, isVeto } = (value ?? {}) as Partial<CriterionDraft>;
  const isCriterion = labelled !== null && (weight === null || typeof weight === 'number');
  if (!isCriterion) return null;
  return { ...labelled, weight, mayNotApply: mayNotApply === true, isVeto: isVeto === true };
}

/** What the weights add up to; missing ones count nothing. */
export function totalWeight(criteria: readonly CriterionDraft[]): number {
  return criteria.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
}

/** What is wrong with the criterion at this place, part by part. */
export function findCriterionProblems(
  criteria: readonly CriterionDraft[],
  index: number,
): Problems {
  const criterion = criteria[index];
  if (criterion === undefined) return {};
  // Nothing but a veto item may weigh nothing.
  const weight = findNumberProblem(criterion.weight, criterion.isVeto ? 0 : 1, FULL_WEIGHT);
  return { ...findLabelProblems(criteria, index), ...(weight && { weight }) };
}

/** Whether drafts are what the server accepts. */
export function areCriteriaComplete(criteria: readonly CriterionDraft[]): boolean {
  return (
    criteria.length <= MAX_CRITERIA &&
    totalWeight(criteria) === FULL_WEIGHT &&
    criteria.every((_, index) => Object.keys(findCriterionProblems(criteria, index)).length === 0)
  );
}
