import { findRecurrenceRefusal, type RecurrenceFacts } from './find-recurrence-refusal';

const fine: RecurrenceFacts = {
  isPostActive: true,
  units: 'date',
  isWithin: true,
  postOrganisation: 'village',
  taskOrganisation: 'town',
  runsAlready: false,
};

test.each<[string, Partial<RecurrenceFacts>, string | null]>([
  ['recurs', {}, null],
  ['needs a published task', { units: null }, 'RECURRENCE_TASK_UNPUBLISHED'],
  ['needs a task of dates', { units: 'none' }, 'RECURRENCE_TASK_WITHOUT_DATES'],
  ['needs a post that is in use', { isPostActive: false }, 'RECURRENCE_POST_INACTIVE'],
  ['needs a post within the task', { isWithin: false }, 'RECURRENCE_POST_ELSEWHERE'],
  ['does not recur twice by one rule', { runsAlready: true }, 'RECURRENCE_RUNS'],
])('work of a post %s', (_rule, facts, code) => {
  expect(findRecurrenceRefusal({ ...fine, ...facts })?.code ?? null).toBe(code);
});

test('a refusal says what was found', () => {
  expect(findRecurrenceRefusal({ ...fine, units: 'spot' })?.facts).toEqual({ units: 'spot' });
  expect(findRecurrenceRefusal({ ...fine, isWithin: false })?.facts).toEqual({
    postOrganisation: 'village',
    taskOrganisation: 'town',
  });
});
