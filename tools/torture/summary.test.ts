import { findFailure, type Summary } from './summary';

const SOUND: Summary = {
  seed: 7,
  operations: 900,
  conflicts: 40,
  faults: { clock: 2 },
  violations: 0,
  probes: { I1: 300 },
  p99ms: 120,
  memoryMB: [{ start: 300, end: 320 }],
};

it('lets a run count in which people met and every promise was kept', () => {
  expect(findFailure(SOUND)).toBeNull();
});

it.each([
  ['a promise was broken', { violations: 2 }, /Seed 7: 2 violation/],
  ['nobody met anybody', { conflicts: 0 }, /without conflicts/],
])('fails a run in which %s', (_what, found, reason) => {
  expect(findFailure({ ...SOUND, ...found })).toMatch(reason);
});
