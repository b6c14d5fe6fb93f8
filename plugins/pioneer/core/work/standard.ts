import { refusal, type Refusal } from '../errors';

/** A text in the languages of the town; English falls back to Chinese. */
export interface LocalizedText {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** One thing that a work standard looks at. */
export interface Criterion {
  readonly key: string;
  readonly label: LocalizedText;
  /** An integer; all of a standard add up to 100. A veto item may weigh nothing. */
  readonly weight: number;
  /** Whether an evaluator may say that it does not apply to this piece of work. */
  readonly mayNotApply: boolean;
  /** A veto item: 0 points on it make the whole score 0, whatever else was done well. */
  readonly isVeto: boolean;
}

/** A name for scores from `from` (inclusive) up to the next grade. */
export interface Grade {
  readonly key: string;
  readonly label: LocalizedText;
  readonly from: number;
}

/** What is looked at when work is evaluated, and what makes it good enough. */
export interface WorkStandard {
  readonly id: string;
  readonly name: string;
  readonly criteria: readonly Criterion[];
  /** The least score, 0 to 100, with which work can be accepted. */
  readonly passMark: number;
  /** In any order; scores below the lowest have no grade. */
  readonly grades: readonly Grade[];
}

export const FULL_SCORE = 100;

/** Whether criteria, grades and pass mark make a work standard; the first problem is named. */
export function findStandardProblem(
  standard: Pick<WorkStandard, 'criteria' | 'grades' | 'passMark'>,
): Refusal | null {
  return (
    findCriteriaProblem(standard.criteria) ??
    (isScore(standard.passMark)
      ? null
      : refusal('STANDARD_PASS_MARK_OFF', { found: standard.passMark })) ??
    findGradesProblem(standard.grades)
  );
}

function findCriteriaProblem(criteria: readonly Criterion[]): Refusal | null {
  const repeated = findRepeated(criteria.map(({ key }) => key));
  if (repeated !== null) return refusal('STANDARD_CRITERIA_REPEATED', { key: repeated });
  const weightless = criteria.find(({ weight, isVeto }) => weight === 0 && !isVeto);
  if (weightless !== undefined) {
    return refusal('STANDARD_CRITERION_WEIGHTLESS', { key: weightless.key });
  }
  const found = criteria.reduce((sum, { weight }) => sum + weight, 0);
  if (found !== FULL_SCORE) return refusal('STANDARD_WEIGHTS_OFF', { found, expected: FULL_SCORE });
  return null;
}

function findGradesProblem(grades: readonly Grade[]): Refusal | null {
  const off = grades.find(({ from }) => !isScore(from));
  if (off !== undefined) return refusal('STANDARD_GRADE_OFF', { key: off.key, found: off.from });
  const repeated =
    findRepeated(grades.map(({ key }) => key)) ?? findRepeated(grades.map(({ from }) => from));
  return repeated === null ? null : refusal('STANDARD_GRADES_REPEATED', { repeated });
}

function isScore(value: number): boolean {
  return value >= 0 && value <= FULL_SCORE;
}

function findRepeated<Value>(values: readonly Value[]): Value | null {
  return values.find((value, place) => values.indexOf(value) !== place) ?? null;
}
