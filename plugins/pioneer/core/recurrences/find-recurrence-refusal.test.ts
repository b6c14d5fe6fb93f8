import type { UnitKind } from '../units/units';
import {
  findDatedTaskRefusal,
  findRecurrenceRefusal,
  type RecurrenceFacts,
} from './find-recurrence-refusal';

test.each<[UnitKind | null, string | null]>([
  ['date', null],
  [null, 'RECURRENCE_TASK_UNPUBLISHED'],
  ['none', 'RECURRENCE_TASK_WITHOUT_DATES'],
  ['spot', 'RECURRENCE_TASK_WITHOUT_DATES'],
])('work of a task about %j recurs, or is refused: %j', (units, code) => {
  expect(findDatedTaskRefusal(units)?.code ?? null).toBe(code);
});

const fine: RecurrenceFacts = {
  isPostActive: true,
  isWithin: true,
  postOrganisation: 'village',
  taskOrganisation: 'town',
  runsAlready: false,
};

test.each<[string, Partial<RecurrenceFacts>, string | null]>([
  ['recurs', {}, null],
  ['needs a post that is in use', { isPostActive: false }, 'RECURRENCE_POST_INACTIVE'],
  ['needs a post within the task', { isWithin: false }, 'RECURRENCE_POST_ELSEWHERE'],
  ['does not recur twice by one rule', { runsAlready: true }, 'RECURRENCE_RUNS'],
])('work of a post %s', (_rule, facts, code) => {
  expect(findRecurrenceRefusal({ ...fine, ...facts })?.code ?? null).toBe(code);
});

test('a refusal says what was found', () => {
  expect(findDatedTaskRefusal('spot')?.facts).toEqual({ units: 'spot' });
  expect(findRecurrenceRefusal({ ...fine, isWithin: false })?.facts).toEqual({
    postOrganisation: 'village',
    taskOrganisation: 'town',
  });
});
