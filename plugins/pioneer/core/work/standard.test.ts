import { findStandardProblem, type Criterion, type Grade } from './standard';

function criterion(key: string, weight: number, isVeto = false): Criterion {
  return { key, weight, label: { zh: key }, mayNotApply: false, isVeto };
}

function grade(key: string, from: number): Grade {
  return { key, label: { zh: key }, from };
}

const FIFTY = [criterion('a', 50), criterion('b', 50)];
const standard = { criteria: FIFTY, passMark: 60, grades: [] };

describe('a standard', () => {
  test.each([0, 60, 99.99, 100])('may have a pass mark of %d', (passMark) => {
    expect(findStandardProblem({ ...standard, passMark })).toBeNull();
  });

  test.each([-1, 100.01, Number.NaN])('refuses a pass mark of %d', (passMark) => {
    expect(findStandardProblem({ ...standard, passMark })).toMatchObject({
      code: 'STANDARD_PASS_MARK_OFF',
    });
  });

  test.each([
    [[50, 49], 99],
    [[50, 51], 101],
    [[], 0],
  ])('refuses weights %j and says that they add up to %d', (weights, found) => {
    const criteria = weights.map((weight, place) => criterion(`c${place}`, weight));
    expect(findStandardProblem({ ...standard, criteria })).toEqual({
      code: 'STANDARD_WEIGHTS_OFF',
      facts: { found, expected: 100 },
    });
  });

  test('refuses a key that is used twice and names it', () => {
    const criteria = [criterion('a', 50), criterion('a', 50)];
    expect(findStandardProblem({ ...standard, criteria })).toEqual({
      code: 'STANDARD_CRITERIA_REPEATED',
      facts: { key: 'a' },
    });
  });

  test('lets a veto item weigh nothing, and nothing else', () => {
    const weightless = (isVeto: boolean) => [...FIFTY, criterion('safety', 0, isVeto)];
    expect(findStandardProblem({ ...standard, criteria: weightless(true) })).toBeNull();
    expect(findStandardProblem({ ...standard, criteria: weightless(false) })).toEqual({
      code: 'STANDARD_CRITERION_WEIGHTLESS',
      facts: { key: 'safety' },
    });
  });

  test('takes grades in any order, down to any bound', () => {
    const grades = [grade('fair', 60), grade('excellent', 90), grade('good', 80)];
    expect(findStandardProblem({ ...standard, grades })).toBeNull();
  });

  test.each([
    ['one key', [grade('a', 60), grade('a', 80)], 'a'],
    ['one bound', [grade('a', 80), grade('b', 80)], 80],
  ])('refuses grades that share %s and names it', (_title, grades, repeated) => {
    expect(findStandardProblem({ ...standard, grades })).toEqual({
      code: 'STANDARD_GRADES_REPEATED',
      facts: { repeated },
    });
  });

  test.each([-0.5, 100.01, Number.NaN])('refuses a grade from %d', (from) => {
    expect(findStandardProblem({ ...standard, grades: [grade('a', from)] })).toMatchObject({
      code: 'STANDARD_GRADE_OFF',
      facts: { key: 'a' },
    });
  });
});
