import { FAULTS, parseOptions } from '../../../tools/torture/options';

it('has defaults for all but the time', () => {
  expect(parseOptions(['--minutes', '20'])).toEqual({
    minutes: 20,
    seed: 1,
    faults: FAULTS,
    nodes: 2,
  });
});

it('takes some faults, or none', () => {
  const faultsOf = (list: string) => parseOptions(['--minutes', '1', '--faults', list]).faults;

  expect(faultsOf('clock,kill-node')).toEqual(['clock', 'kill-node']);
  expect(faultsOf('none')).toEqual([]);
});

it.each([
  ['no time', [], /--minutes/],
  ['a fault that nobody knows', ['--minutes', '1', '--faults', 'earthquake'], /--faults/],
  ['one node alone', ['--minutes', '1', '--nodes', '1'], /--nodes/],
  ['an option that does not exist', ['--minutes', '1', '--gently'], /--gently/],
])('refuses %s and shows how it is used', (_what, args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
  expect(() => parseOptions(args)).toThrow(/npm run torture -- --minutes N/);
});
