import { findScoresProblem, findStandardProblem, scoreOf } from './scoring';

function criteria(weights: Readonly<Record<string, number>>) {
  return Object.entries(weights).map(([key, weight]) => ({ key, weight, label: { zh: key } }));
}

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

  test('is at most two decimals long, whatever the points', () => {
    const weights = criteria({ a: 29, b: 71 });
    for (let points = 0; points <= 100; points += 1) {
      const score = scoreOf(weights, { a: points, b: 100 - points });
      expect(Number(score.toFixed(2))).toBe(score);
    }
  });
});

describe('a standard', () => {
  const fifty = criteria({ a: 50, b: 50 });

  test.each([0, 60, 99.99, 100])('may have a pass mark of %d', (passMark) => {
    expect(findStandardProblem({ criteria: fifty, passMark })).toBeNull();
  });

  test.each([-1, 100.01, Number.NaN])('refuses a pass mark of %d', (passMark) => {
    expect(findStandardProblem({ criteria: fifty, passMark })).toMatchObject({
      code: 'STANDARD_PASS_MARK_OFF',
    });
  });

  test.each([
    [{ a: 50, b: 49 }, 99],
    [{ a: 50, b: 51 }, 101],
    [{}, 0],
  ])('refuses weights %j and says that they add up to %d', (weights, found) => {
    expect(findStandardProblem({ criteria: criteria(weights), passMark: 60 })).toEqual({
      code: 'STANDARD_WEIGHTS_OFF',
      facts: { found, expected: 100 },
    });
  });

  test('refuses a key that is used twice and names it', () => {
    const twice = [...criteria({ a: 50 }), ...criteria({ a: 50 })];
    expect(findStandardProblem({ criteria: twice, passMark: 60 })).toEqual({
      code: 'STANDARD_CRITERIA_REPEATED',
      facts: { key: 'a' },
    });
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

  test('are not found on the prototype', () => {
    const odd = criteria({ constructor: 60, toString: 40 });
    expect(findScoresProblem(odd, {})?.code).toBe('SCORES_INVALID');
    expect(findScoresProblem(odd, { constructor: 1, toString: 2 })).toBeNull();
  });
});
