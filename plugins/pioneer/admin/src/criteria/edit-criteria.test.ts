import { criteriaSchema } from '../../../contract';
import {
  addCriterion,
  areComplete,
  changeCriterion,
  findCriterionProblems,
  makeKey,
  moveCriterion,
  readCriteria,
  readWeight,
  removeCriterion,
  totalWeight,
  writeCriteria,
  type CriterionDraft,
} from './edit-criteria';

function criterion(key: string, weight: number | null = 10, zh = '现场整洁'): CriterionDraft {
  return { key, label: { zh }, weight };
}

const THREE = [criterion('a', 50), criterion('b', 30), criterion('c', 15)];
const keys = (criteria: readonly CriterionDraft[]) => criteria.map(({ key }) => key);

test('adds the weights up and counts missing ones as nothing', () => {
  expect(totalWeight(THREE)).toBe(95);
  expect(totalWeight([...THREE, criterion('d', null)])).toBe(95);
  expect(totalWeight([])).toBe(0);
});

test.each([
  ['from the English label', { zh: '垃圾清运', en: 'Rubbish removed' }, [], 'rubbish-removed'],
  ['without accents', { zh: '', en: 'Évaluation  à midi!' }, [], 'evaluation-a-midi'],
  ['from Latin letters in the Chinese label', { zh: 'PM2.5 监测' }, [], 'pm2-5'],
  ['by number when there are no Latin letters', { zh: '垃圾清运' }, ['criterion-1'], 'criterion-2'],
  ['with a number when it is taken', { zh: '', en: 'Photos' }, ['photos'], 'photos-2'],
  ['never starting with a digit', { zh: '', en: '3 photos' }, [], 'photos'],
])('makes a key %s', (_, label, taken, expected) => {
  expect(makeKey(label, new Set(taken))).toBe(expected);
});

test('makes keys that the contract accepts, however long the label', () => {
  const label = { zh: '很长', en: 'very long words '.repeat(20) };
  const key = makeKey(label, new Set([makeKey(label, new Set())]));
  expect(criteriaSchema.safeParse([{ key, label: { zh: '很长' }, weight: 1 }]).success).toBe(true);
});

describe('changing a label', () => {
  const label = { zh: '垃圾清运', en: 'Rubbish' };

  test('changes a key that was made from the label', () => {
    expect(keys(changeCriterion(addCriterion(THREE), 3, { label }))).toEqual([
      'a',
      'b',
      'c',
      'rubbish',
    ]);
  });

  test('leaves a key that was written by hand', () => {
    expect(keys(changeCriterion(THREE, 0, { label }))).toEqual(['a', 'b', 'c']);
  });

  test('leaves a key that was saved before', () => {
    const saved = [criterion('criterion-1')];
    expect(keys(changeCriterion(saved, 0, { label }, new Set(['criterion-1'])))).toEqual([
      'criterion-1',
    ]);
    expect(keys(changeCriterion(saved, 0, { label }))).toEqual(['rubbish']);
  });
});

test.each([
  [0, 1, ['b', 'a', 'c']],
  [2, 0, ['c', 'a', 'b']],
  [0, -1, ['a', 'b', 'c']],
  [2, 3, ['a', 'b', 'c']],
])('moves place %i to %i', (from, to, expected) => {
  expect(keys(moveCriterion(THREE, from, to))).toEqual(expected);
  expect(keys(THREE)).toEqual(['a', 'b', 'c']);
});

test('removes one and leaves the others as they are', () => {
  expect(removeCriterion(THREE, 1)).toEqual([THREE[0], THREE[2]]);
});

test.each([
  ['an empty label', criterion('d', 5, ' '), { label: 'missing' }],
  ['an empty key', criterion('', 5), { key: 'missing' }],
  ['a key with a space', criterion('d e', 5), { key: 'malformed' }],
  ['a key that another criterion has', criterion('a', 5), { key: 'repeated' }],
  ['no weight', criterion('d', null), { weight: 'missing' }],
  ['a weight of 0', criterion('d', 0), { weight: 'malformed' }],
  ['half a point', criterion('d', 4.5), { weight: 'malformed' }],
])('names %s', (_, added, expected) => {
  const criteria = [...THREE, added];
  expect(findCriterionProblems(criteria, 3)).toEqual(expected);
  expect(areComplete(criteria)).toBe(false);
});

test('calls criteria complete exactly when the contract accepts them and they add up', () => {
  const complete = [...THREE, criterion('d', 5)];
  expect(areComplete(complete)).toBe(true);
  expect(criteriaSchema.parse(complete)).toEqual(complete);
  expect(areComplete(THREE)).toBe(false);
});

test.each([
  ['', null],
  ['45', 45],
  ['４５', 45],
  ['4.5', 4.5],
  ['-4', undefined],
  ['1e3', undefined],
  ['.', undefined],
])('reads the weight "%s"', (text, expected) => {
  expect(readWeight(text)).toBe(expected);
});

test('lets the form hold a list only when the server will accept it', () => {
  const complete = [...THREE, criterion('d', 5)];
  expect(writeCriteria(complete)).toEqual(complete);
  for (const incomplete of [[], THREE, addCriterion(complete)]) {
    const held = writeCriteria(incomplete);
    expect(() => JSON.parse(String(held))).toThrow();
    expect(readCriteria(held)).toEqual(incomplete);
  }
});

test('reads what is stored and refuses what is no list of criteria', () => {
  expect(readCriteria(null)).toEqual([]);
  expect(readCriteria(JSON.stringify(THREE))).toEqual(THREE);
  expect(readCriteria({ criteria: THREE })).toBeNull();
  expect(readCriteria('[{')).toBeNull();
});
