import { gradesSchema } from '../../../contract';
import { areGradesComplete, findGradeProblems, readGrade, type GradeDraft } from './grades';

function grade(key: string, from: number | null): GradeDraft {
  return { key, label: { zh: '优秀' }, from };
}

const TWO = [grade('good', 80), grade('fair', 60)];

test.each([
  ['no lower bound', grade('top', null), { from: 'missing' }],
  ['one above 100', grade('top', 101), { from: 'malformed' }],
  ['half a point', grade('top', 90.5), { from: 'malformed' }],
  ['one that another grade has', grade('top', 80), { from: 'repeated' }],
])('names %s', (_, added, expected) => {
  const grades = [...TWO, added];
  expect(findGradeProblems(grades, 2)).toEqual(expected);
  expect(areGradesComplete(grades)).toBe(false);
});

test('calls grades complete exactly when the contract accepts them', () => {
  expect(areGradesComplete(TWO)).toBe(true);
  expect(gradesSchema.parse(TWO)).toEqual(TWO);
  expect(areGradesComplete([])).toBe(true);
});

test('reads what is stored and refuses what is no grade', () => {
  expect(readGrade(grade('good', 80))).toEqual(grade('good', 80));
  expect(readGrade({ key: 'good', from: 80 })).toBeNull();
});
