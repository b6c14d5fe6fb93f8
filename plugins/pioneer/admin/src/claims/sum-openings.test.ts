import type { TaskOpening } from '../api';
import { sumOpenings } from './sum-openings';

function opening(change: Partial<TaskOpening>): TaskOpening {
  return {
    id: 'o',
    state: 'open',
    slots: { member: 3, organisation: 0 },
    taken: { member: 1, organisation: 0 },
    claims: [{ state: 'active', count: 1 }],
    ...change,
  };
}

test('adds up states, slots and claims of all openings', () => {
  const claims: TaskOpening['claims'] = [
    { state: 'accepted', count: 2 },
    { state: 'active', count: 4 },
  ];
  expect(sumOpenings([opening({}), opening({ state: 'closed', claims })])).toEqual({
    open: 1,
    closed: 1,
    slots: [{ kind: 'member', taken: 2, slots: 6 }],
    claims: [
      { state: 'active', count: 5 },
      { state: 'accepted', count: 2 },
    ],
  });
});

test('keeps a kind whose slots were taken away while claims still run', () => {
  const slots = { member: 3, organisation: 0 };
  const taken = { member: 0, organisation: 1 };
  expect(sumOpenings([opening({ slots, taken })]).slots).toContainEqual({
    kind: 'organisation',
    taken: 1,
    slots: 0,
  });
});
