import { findGrownNodes, residentMegabytes } from './memory';

it('names a node that holds far more than it needs', () => {
  const held = [
    { start: 300, end: 420 },
    { start: 300, end: 1800 },
    { start: null, end: null },
  ];
  expect(findGrownNodes(held)).toEqual([
    { invariant: 'memory', sentence: 'node 1 held 1800 MB in the end, 300 MB at the start' },
  ]);
});

it.runIf(process.platform === 'linux')('knows what a process holds', () => {
  expect(residentMegabytes(process.pid)).toBeGreaterThan(10);
});

it('knows nothing of a process that is not there', () => {
  expect(residentMegabytes(2 ** 30)).toBeNull();
});
