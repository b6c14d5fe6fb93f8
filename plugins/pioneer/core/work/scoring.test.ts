import { findScoresProblem, gradeOf, scoreOf, type Scores } from './scoring';
import type { Criterion } from './standard';

function criteria(weights: Readonly<Record<string, number>>): Criterion[] {
  return Object.entries(weights).map(([key, weight]) => ({
    key,
    weight,
    label: { zh: key },
    mayNotApply: false,
    isVeto: false,
  }));
}

/** Half of the weight on the result; care may not apply; safety weighs nothing but is a veto. */
const DEMANDING: Criterion[] = [
  ...criteria({ result: 50 }),
  ...criteria({ care: 30, speed: 20 }).map((one) => ({ ...one, mayNotApply: true })),
  ...criteria({ safety: 0 }).map((one) => ({ ...one, isVeto: true })),
];

describe('a score', () => {
  test.each([
    // One criterion counts whole.
    [{ a: 100 }, { a: 73 }, 73],
    // 0.5 × 80 + 0.3 × 90 + 0.2 × 70 = 40 + 27 + 14
    [{ a: 50, b: 30, c: 20 }, { a: 80, b: 90, c: 70 }, 81],
    // 0.33 × 100 + 0.33 × 50 + 0.34 × 1 = 33 + 16.5 + 0.34
    [{ a: 33, b: 33, c: 34 }, { a: 100, b: 50, c: 1 }, 49.84],
    // 0.07 × 1 + 0.93 × 0
    [{ a: 7, b: 93 }, { a: 1, b: 0 }, 0.07],
    // 0.01 × 99 + 0.99 × 60 = 0.99 + 59.4; added as floats it would be 60.38999…
    [{ a: 1, b: 99 }, { a: 99, b: 60 }, 60.39],
    [{ a: 60, b: 40 }, { a: 0, b: 0 }, 0],
    [{ a: 60, b: 40 }, { a: 100, b: 100 }, 100],
  ])('of weights %j and points %j is %d', (weights, points, score) => {
    expect(scoreOf(criteria(weights), points)).toBe(score);
  });

  test.each<[Scores, number]>([
    // All apply: 0.5 × 80 + 0.3 × 60 + 0.2 × 100 = 40 + 18 + 20
    [{ result: 80, care: 60, speed: 100, safety: 100 }, 78],
    // Without care, 70 is the whole: (50 × 80 + 20 × 100) / 70 = 6000 / 70 = 85.714…
    [{ result: 80, care: null, speed: 100, safety: 100 }, 85.71],
    // Without care and speed only the result counts: 50 × 80 / 50
    [{ result: 80, care: null, speed: null, safety: 1 }, 80],
    // (50 × 81 + 30 × 80) / 80 = 6450 / 80 = 80.625, rounded up
    [{ result: 81, care: 80, speed: null, safety: 50 }, 80.63],
    // A veto item without points outweighs a perfect result.
    [{ result: 100, care: 100, speed: 100, safety: 0 }, 0],
    // 0 points on any other criterion cost its weight and no more: 0.5 × 100 + 0.2 × 100
    [{ result: 100, care: 0, speed: 100, safety: 1 }, 70],
  ])('where %j were given is %d', (points, score) => {
    expect(findScoresProblem(DEMANDING, points)).toBeNull();
    expect(scoreOf(DEMANDING, points)).toBe(score);
  });

  test('does not fail for a veto item that does not apply', () => {
    const veto = [
      ...criteria({ result: 100 }),
      ...criteria({ safety: 0 }).map((one) => ({ ...one, isVeto: true, mayNotApply: true })),
    ];
    expect(scoreOf(veto, { result: 90, safety: null })).toBe(90);
  });

  test('is at most two decimals long, whatever the points', () => {
    for (let points = 0; points <= 100; points += 1) {
      const given = { result: points, care: null, speed: 100 - points, safety: 100 };
      const score = scoreOf(DEMANDING, given);
      expect(Number(score.toFixed(2))).toBe(score);
    }
  });
});

describe('scores', () => {
  const both = criteria({ care: 60, speed: 40 });

  test('fit when there is one integer for every criterion', () => {
    expect(findScoresProblem(both, { care: 0, speed: 100 })).toBeNull();
  });

  test.each([
    ['a missing criterion', { care: 50 }, 'speed'],
    ['an unknown criterion', { care: 50, speed: 50, luck: 50 }, 'luck'],
    ['more than 100', { care: 101, speed: 50 }, 'care'],
    ['less than 0', { care: 50, speed: -1 }, 'speed'],
    ['half a point', { care: 50, speed: 0.5 }, 'speed'],
    ['no number', { care: 50, speed: Number.NaN }, 'speed'],
  ])('are refused for %s, which is named', (_title, scores: Record<string, number>, named) => {
    const refusal = findScoresProblem(both, scores);
    expect(refusal?.code).toBe('SCORES_INVALID');
    expect(refusal?.facts.problem).toContain(named);
  });

  test('may leave out as not applicable only what the standard lets them', () => {
    const without = (key: string) => ({ result: 80, care: 80, speed: 80, safety: 80, [key]: null });
    expect(findScoresProblem(DEMANDING, without('care'))).toBeNull();
    expect(findScoresProblem(DEMANDING, without('result'))).toEqual({
      code: 'SCORE_MUST_APPLY',
      facts: { key: 'result' },
    });
  });

  test('are refused when nothing that counts is left', () => {
    const optional = criteria({ care: 60, speed: 40 }).map((one) => ({
      ...one,
      mayNotApply: true,
    }));
    expect(findScoresProblem(optional, { care: null, speed: null })?.code).toBe(
      'SCORES_ALL_INAPPLICABLE',
    );
  });

  test('are not found on the prototype', () => {
    const odd = criteria({ constructor: 60, toString: 40 });
    expect(findScoresProblem(odd, {})?.code).toBe('SCORES_INVALID');
    expect(findScoresProblem(odd, { constructor: 1, toString: 2 })).toBeNull();
  });
});

describe('the grade', () => {
  // Written in no order: what counts is the bound.
  const grades = [
    { key: 'good', label: { zh: '良好' }, from: 80 },
    { key: 'fair', label: { zh: '合格' }, from: 60 },
    { key: 'excellent', label: { zh: '优秀' }, from: 90 },
  ];

  test.each([
    [100, 'excellent'],
    [90, 'excellent'],
    [89.99, 'good'],
    [80, 'good'],
    [79.99, 'fair'],
    [60, 'fair'],
    [59.99, undefined],
    [0, undefined],
  ])('of %d is %s', (score, key) => {
    expect(gradeOf(grades, score)?.key).toBe(key);
  });

  test('is none where a standard has no grades', () => {
    expect(gradeOf([], 100)).toBeNull();
  });
});
