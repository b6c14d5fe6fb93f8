import { MAX_GRADES } from '../../../contract';
import {
  findLabelProblems,
  findNumberProblem,
  readLabelled,
  type Problem,
  type Problems,
  type RowDraft,
} from '../rows/edit-rows';

/** A grade while it is written: label and lower bound may still be missing. */
export interface GradeDraft extends RowDraft {
  readonly from: number | null;
}

export const NEW_GRADE = { from: null } as const;

/** A grade as it was stored or half written; null for what is none. */
export function readGrade(value: unknown): GradeDraft | null {
  const labelled = readLabelled(value);
  const { from } = (value ?? {}) as Partial<GradeDraft>;
  const isGrade = labelled !== null && (from === null || typeof from === 'number');
  return isGrade ? { ...labelled, from } : null;
}

/** What is wrong with the grade at this place, part by part. */
export function findGradeProblems(grades: readonly GradeDraft[], index: number): Problems {
  const grade = grades[index];
  if (grade === undefined) return {};
  const isShared = grades.some(({ from }, place) => place !== index && from === grade.from);
  const from: Problem | null =
    findNumberProblem(grade.from, 0, 100) ?? (isShared ? 'repeated' : null);
  return { ...findLabelProblems(grades, index), ...(from && { from }) };
}

/** Whether drafts are what the server accepts; a standard may have no grades at all. */
export function areGradesComplete(grades: readonly GradeDraft[]): boolean {
  return (
    grades.length <= MAX_GRADES &&
    grades.every((_, index) => Object.keys(findGradeProblems(grades, index)).length === 0)
  );
}
