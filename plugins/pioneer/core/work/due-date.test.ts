import { HOUR } from '../time';
import { dueDate, findDueDateRefusal, isDueReminder, isPastDue, movedDueDate } from './due-date';
import { CLAIM_STATES } from './states';

const NOW = Date.UTC(2026, 5, 1, 8);

test.each([
  ['still to come', NOW + 1, NOW + 1],
  ['passed at this moment', NOW, null],
  ['passed long ago', NOW - HOUR, null],
  ['none', null, null],
])('a due date that is %s (%j) is reminded of at %j', (_what, dueAt, dueRemindsAt) => {
  expect(dueDate(dueAt, NOW)).toEqual({ dueAt, dueRemindsAt });
});

describe('a claim', () => {
  test.each([
    [NOW + 1, []],
    [NOW, ['active', 'returned']],
    [NOW - HOUR, ['active', 'returned']],
    [null, []],
  ])('that is due at %j is past due, and reminded of it, in %j', (moment, states) => {
    const pastDue = CLAIM_STATES.filter((state) => isPastDue({ state, dueAt: moment }, NOW));
    const reminded = CLAIM_STATES.filter((state) =>
      isDueReminder({ state, dueRemindsAt: moment }, NOW),
    );
    expect(pastDue).toEqual(states);
    expect(reminded).toEqual(states);
  });
});

describe('other terms', () => {
  test.each([
    ['nothing about it', undefined, {}],
    ['the same', NOW - HOUR, {}],
    ['a later one', NOW + HOUR, { dueAt: NOW + HOUR, dueRemindsAt: NOW + HOUR }],
    ['an earlier one', NOW - 2 * HOUR, { dueAt: NOW - 2 * HOUR, dueRemindsAt: null }],
    ['none', null, { dueAt: null, dueRemindsAt: null }],
  ])('that say %s (%j) change %j', (_what, dueAt, changes) => {
    expect(movedDueDate({ dueAt: NOW - HOUR }, dueAt, NOW)).toEqual(changes);
  });
});

describe('an extension that moves the due date', () => {
  const GIVERS = {
    manager: { roles: ['manager'], isOwnWork: false },
    claimant: { roles: ['claimant'], isOwnWork: true },
    'manager whose claim it is': { roles: ['claimant', 'manager'], isOwnWork: true },
  } as const;
  test.each([
    ['manager', NOW + HOUR, NOW + HOUR + 1, undefined],
    ['manager', NOW + HOUR, NOW + HOUR, 'CLAIM_DUE_DATE_NOT_LATER'],
    ['manager', NOW + HOUR, NOW + 1, 'CLAIM_DUE_DATE_NOT_LATER'],
    ['manager', NOW - HOUR, NOW + 1, undefined],
    ['manager', NOW - HOUR, NOW, 'CLAIM_DUE_DATE_NOT_LATER'],
    ['manager', null, NOW + HOUR, 'CLAIM_WITHOUT_DUE_DATE'],
    ['claimant', NOW + HOUR, NOW + 2 * HOUR, 'CLAIM_DUE_DATE_OF_MANAGERS'],
    ['manager whose claim it is', NOW + HOUR, NOW + 2 * HOUR, 'CLAIM_DUE_DATE_OF_MANAGERS'],
  ] as const)('by a %s from %j to %j is %s', (giver, dueAt, wanted, code) => {
    expect(findDueDateRefusal({ dueAt }, GIVERS[giver], wanted, NOW)?.code).toBe(code);
  });
});
