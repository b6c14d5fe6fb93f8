import { lineOf, median, ratioByRound } from './result';

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

it('there is no median of nothing', () => {
  expect(() => median([])).toThrow('no median');
});

it('what disturbs a round, and both in it, leaves the ratio as it is', () => {
  expect(ratioByRound([50, 5, 60], [100, 10, 120])).toBe(0.5);
});

it('of the ratios of rounds the one in the middle counts', () => {
  expect(ratioByRound([10, 30, 60], [20, 100, 100])).toBe(0.5);
});

it('there is no ratio without a round', () => {
  expect(() => ratioByRound([], [])).toThrow('no median');
});

it('a result is one line of JSON with three digits that count', () => {
  const results = [{ name: 'ours', perSecond: 1234.5, p50ms: 0.012345, p99ms: undefined }];
  const line = lineOf('claim', { ratios: { toBare: 0.51234 }, results, unproved: [] });

  expect(line).toBe(
    '{"bench":"claim","ratios":{"toBare":0.512},"results":[{"name":"ours","perSecond":1230,"p50ms":0.0123}]}',
  );
});
