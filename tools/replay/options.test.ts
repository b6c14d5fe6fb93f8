import { parseOptions } from './options';

it('reads every option and has defaults for all but what is played', () => {
  expect(parseOptions(['--spots', 'a.csv'])).toEqual({
    source: { kind: 'spots', file: 'a.csv', limit: undefined },
    contenders: 4,
    seed: 1,
    database: 'sqlite',
    keep: false,
  });
  const all = '--spots a.csv --limit 300 --contenders 6 --seed 9 --database postgres --keep';
  expect(parseOptions(all.split(' '))).toEqual({
    source: { kind: 'spots', file: 'a.csv', limit: 300 },
    contenders: 6,
    seed: 9,
    database: 'postgres',
    keep: true,
  });
});

it('plays the town of the mission at any scale', () => {
  expect(parseOptions(['--town']).source).toEqual({ kind: 'town', scale: 1 });
  expect(parseOptions(['--town', '--scale', '0.1']).source).toEqual({ kind: 'town', scale: 0.1 });
});

it.each([
  ['nothing at all', [], /either --spots or --town/],
  ['both at once', ['--spots', 'a', '--town'], /either --spots or --town/],
  ['a town larger than life', ['--town', '--scale', '2'], /--scale/],
  ['a limit that is no number', ['--spots', 'a', '--limit', 'many'], /--limit/],
  ['a limit of nothing', ['--spots', 'a', '--limit', '0'], /--limit/],
  ['a race of one', ['--spots', 'a', '--contenders', '1'], /--contenders/],
  ['another database', ['--spots', 'a', '--database', 'mysql'], /--database/],
  ['an option that does not exist', ['--spots', 'a', '--fast'], /--fast/],
])('refuses %s and shows how it is used', (_what, args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
  expect(() => parseOptions(args)).toThrow(/npm run replay -- --spots FILE/);
});
