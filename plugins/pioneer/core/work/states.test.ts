import { CLAIM_STATES, hasEnded, holdsSlot, isWorkedOn } from './states';

/** Written by hand: state, holds a slot, has ended, lease and due date run. */
const STATES = [
  ['waiting', false, false, false],
  ['applied', false, false, false],
  ['offered', true, false, false],
  ['active', true, false, true],
  ['submitted', true, false, false],
  ['returned', true, false, true],
  ['accepted', true, false, false],
  ['rejected', true, false, false],
  ['closed', false, true, false],
  ['withdrawn', false, true, false],
  ['expired', false, true, false],
  ['declined', false, true, false],
  ['refused', false, true, false],
  ['cancelled', false, true, false],
] as const;

test.each(STATES)('%s: slot %j, ended %j, worked on %j', (state, slot, ended, worked) => {
  expect([holdsSlot(state), hasEnded(state), isWorkedOn(state)]).toEqual([slot, ended, worked]);
});

test('there are these states and no others', () => {
  expect([...CLAIM_STATES].sort()).toEqual(STATES.map(([state]) => state).sort());
});
