import { takeTurns, type Side } from './take-turns';

/** Answers at these rates, one after the other, and writes as many rows as it is told to. */
function sideOf(name: string, rates: readonly number[], written = 10): Side {
  let [turn, rows] = [0, 0];
  return {
    name,
    async measure() {
      rows += written;
      const perSecond = rates[turn] ?? 0;
      turn += 1;
      return { sent: 10, statuses: { 200: 10 }, perSecond };
    },
    count: async () => rows,
  };
}

it('the turn that warms up counts for nothing, and of the ratios of the others the middle one', async () => {
  const sides = [sideOf('ours', [1, 50, 20, 90]), sideOf('bare', [999, 100, 25, 150])];
  const compared = await takeTurns(sides, 3);

  expect(compared.ratio('perSecond', 'ours', 'bare')).toBe(0.6);
  expect(compared.results).toMatchObject([
    { name: 'ours', perSecond: 50 },
    { name: 'bare', perSecond: 100 },
  ]);
  expect(compared.unproved).toEqual([]);
});

it('what was answered and is not there proves nothing', async () => {
  const { unproved } = await takeTurns([sideOf('ours', [1, 1], 9)], 1);

  expect(unproved).toEqual(['ours: of 10, 9 were written; answers: {"200":10}']);
});
