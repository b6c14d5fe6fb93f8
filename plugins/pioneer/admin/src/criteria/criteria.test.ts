import { criteriaSchema } from '../../../contract';
import {
  areCriteriaComplete,
  findCriterionProblems,
  readCriterion,
  totalWeight,
  type CriterionDraft,
} from './criteria';

function criterion(key: string, weight: number | null, isVeto = false): CriterionDraft {
  return { key, label: { zh: '现场整洁' }, weight, mayNotApply: false, isVeto };
}

const THREE = [criterion('a', 50), criterion('b', 30), criterion('c', 15)];

test('adds the weights up and counts missing ones as nothing', () => {
  expect(totalWeight(THREE)).toBe(95);
  expect(totalWeight([...THREE, criterion('d', null)])).toBe(95);
  expect(totalWeight([])).toBe(0);
});

test.each([
  ['no weight', criterion('d', null), { weight: 'missing' }],
  ['a weight of 0', criterion('d', 0), { weight: 'malformed' }],
  ['half a point', criterion('d', 4.5), { weight: 'malformed' }],
])('names %s', (_, added, expected) => {
  const criteria = [...THREE, added];
  expect(findCriterionProblems(criteria, 3)).toEqual(expected);
  expect(areCriteriaComplete(criteria)).toBe(false);
});

test('lets a veto item weigh nothing', () => {
  const criteria = [...THREE, criterion('d', 5), criterion('safety', 0, true)];
  expect(findCriterionProblems(criteria, 4)).toEqual({});
  expect(areCriteriaComplete(criteria)).toBe(true);
});

test('calls criteria complete exactly when the contract accepts them and they add up', () => {
  const complete = [...THREE, criterion('d', 5)];
  expect(areCriteriaComplete(complete)).toBe(true);
  expect(criteriaSchema.parse(complete)).toEqual(complete);
  expect(areCriteriaComplete(THREE)).toBe(false);
});

test('reads criteria that were stored before they could be veto items', () => {
  expect(readCriterion({ key: 'a', label: { zh: '甲' }, weight: 50 })).toEqual({
    key: 'a',
    label: { zh: '甲' },
    weight: 50,
    mayNotApply: false,
    isVeto: false,
  });
  expect(readCriterion({ key: 'a', label: { zh: '甲' }, weight: 'half' })).toBeNull();
});
