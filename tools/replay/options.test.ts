import { parseOptions } from './options';

it('reads every option and has defaults for all but the file', () => {
  expect(parseOptions(['--spots', 'a.csv'])).toEqual({
    spots: 'a.csv',
    limit: undefined,
    contenders: 4,
    seed: 1,
    database: 'sqlite',
    keep: false,
  });
  const all = '--spots a.csv --limit 300 --contenders 6 --seed 9 --database postgres --keep';
  expect(parseOptions(all.split(' '))).toEqual({
    spots: 'a.csv',
    limit: 300,
    contenders: 6,
    seed: 9,
    database: 'postgres',
    keep: true,
  });
});

it.each([
  ['nothing at all', [], /--spots: is missing/],
  ['a limit that is no number', ['--spots', 'a', '--limit', 'many'], /--limit/],
  ['a limit of nothing', ['--spots', 'a', '--limit', '0'], /--limit/],
  ['a race of one', ['--spots', 'a', '--contenders', '1'], /--contenders/],
  ['another database', ['--spots', 'a', '--database', 'mysql'], /--database/],
  ['an option that does not exist', ['--spots', 'a', '--fast'], /--fast/],
])('refuses %s and shows how it is used', (_what, args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
  expect(() => parseOptions(args)).toThrow(/npm run replay -- --spots FILE/);
});
