import { refusal, type Refusal } from '../errors';

/** A text in the languages of the town; English falls back to Chinese. */
export interface LocalizedText {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** One thing that a work standard looks at. Weights are integers and add up to 100. */
export interface Criterion {
  readonly key: string;
  readonly label: LocalizedText;
  readonly weight: number;
}

/** Points per criterion key, integers from 0 to 100. */
export type Scores = Readonly<Record<string, number>>;

export const FULL_SCORE = 100;

/** Whether criteria and pass mark make a work standard; the first problem is named. */
export function findStandardProblem(standard: {
  criteria: readonly Criterion[];
  passMark: number;
}): Refusal | null {
  const seen = new Set<string>();
  for (const { key } of standard.criteria) {
    if (seen.has(key)) return refusal('STANDARD_CRITERIA_REPEATED', { key });
    seen.add(key);
  }
  const found = standard.criteria.reduce((sum, { weight }) => sum + weight, 0);
  if (found !== FULL_SCORE) return refusal('STANDARD_WEIGHTS_OFF', { found, expected: FULL_SCORE });
  if (!(standard.passMark >= 0 && standard.passMark <= FULL_SCORE)) {
    return refusal('STANDARD_PASS_MARK_OFF', { found: standard.passMark });
  }
  return null;
}

/** Whether there is exactly one integer from 0 to 100 for every criterion and none besides. */
export function findScoresProblem(criteria: readonly Criterion[], scores: Scores): Refusal | null {
  for (const { key } of criteria) {
    const points = scores[key];
    if (points === undefined) return refusal('SCORES_INVALID', { problem: `${key} –` });
    if (!Number.isInteger(points) || points < 0 || points > FULL_SCORE) {
      return refusal('SCORES_INVALID', { problem: `${key} ${points}` });
    }
  }
  const known = new Set(criteria.map(({ key }) => key));
  const unknown = Object.keys(scores).find((key) => !known.has(key));
  return unknown === undefined ? null : refusal('SCORES_INVALID', { problem: `${unknown} ?` });
}

/**
 * The score of a piece of work, 0 to 100: the mean of the points, weighted by the criteria.
 * Weights and points are integers and the weights add up to 100, so two decimals hold it exactly.
 */
export function scoreOf(criteria: readonly Criterion[], scores: Scores): number {
  const hundredths = criteria.reduce(
    (sum, { key, weight }) => sum + weight * (scores[key] ?? 0),
    0,
  );
  return hundredths / FULL_SCORE;
}
