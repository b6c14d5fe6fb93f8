import { refusal, type Refusal } from '../errors';
import { FULL_SCORE, type Criterion, type Grade } from './standard';

/**
 * Points per criterion key: an integer from 0 to 100, or null where the criterion does not apply
 * to the work.
 */
export type Scores = Readonly<Record<string, number | null>>;

/** The version of the formula in `scoreOf`, kept with every score that it made. */
export const SCORE_FORMULA = 1;

/**
 * Whether every criterion has points that it allows, and no other has any. The first problem is
 * named by the key of its criterion.
 */
export function findScoresProblem(criteria: readonly Criterion[], scores: Scores): Refusal | null {
  for (const { key, mayNotApply } of criteria) {
    const points = scores[key];
    if (points === undefined) return refusal('SCORES_INVALID', { problem: `${key} –` });
    if (points === null) {
      if (!mayNotApply) return refusal('SCORE_MUST_APPLY', { key });
    } else if (!Number.isInteger(points) || points < 0 || points > FULL_SCORE) {
      return refusal('SCORES_INVALID', { problem: `${key} ${points}` });
    }
  }
  const known = new Set(criteria.map(({ key }) => key));
  const unknown = Object.keys(scores).find((key) => !known.has(key));
  if (unknown !== undefined) return refusal('SCORES_INVALID', { problem: `${unknown} ?` });
  return weightOf(applicable(criteria, scores)) === 0 ? refusal('SCORES_ALL_INAPPLICABLE') : null;
}

/**
 * The score of a piece of work, 0 to 100 in hundredths: the mean of the points, weighted by the
 * criteria that apply, so that one that does not apply neither helps nor hurts. 0 where a veto
 * item has no points. Expects scores in which `findScoresProblem` finds none.
 */
export function scoreOf(criteria: readonly Criterion[], scores: Scores): number {
  if (criteria.some(({ key, isVeto }) => isVeto && scores[key] === 0)) return 0;
  const applying = applicable(criteria, scores);
  // Integers up to the one division, which therefore rounds halves as they are on paper.
  const sum = applying.reduce((total, { key, weight }) => total + weight * (scores[key] ?? 0), 0);
  return Math.round((sum * 100) / weightOf(applying)) / 100;
}

/** The grade with the highest lower bound that the score reaches, or null. */
export function gradeOf(grades: readonly Grade[], score: number): Grade | null {
  const reached = grades.filter(({ from }) => score >= from);
  return reached.reduce<Grade | null>(
    (best, grade) => (best === null || grade.from > best.from ? grade : best),
    null,
  );
}

function applicable(criteria: readonly Criterion[], scores: Scores): Criterion[] {
  return criteria.filter(({ key }) => scores[key] !== null);
}

function weightOf(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, { weight }) => sum + weight, 0);
}
