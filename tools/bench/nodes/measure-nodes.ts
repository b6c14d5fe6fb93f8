import { drive, succeeded, type Driven } from '../load/drive';
import type { BenchOptions } from '../options';
import { median, type BenchResult } from '../result';
import { openStage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openSpots, settleMembers } from '../town/settle';

const MEMBERS = 2000;
const OPENINGS = 200;
const CONNECTIONS = 16;
const CLAIMS = 3000;

/** Claims a second at two nodes over those at one, on this machine, with the database on it, too. */
export async function measureNodes(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder, { nodes: 2 });
  try {
    const members = await settleMembers(stage, MEMBERS * options.scale);
    const openings = await openSpots(stage, { spots: OPENINGS, slots: MEMBERS });
    const next = claimsToMake(members, openings);
    const [first, second] = stage.nodes.map(({ url }) => url);
    const at = (url = '', connections: number, amount: number) =>
      drive({ url, connections, amount, next });
    const amount = CLAIMS * options.scale;
    await Promise.all([at(first, 8, amount / 4), at(second, 8, amount / 4)]);
    const [one, two]: [Driven[], Driven[][]] = [[], []];
    for (let round = 0; round < options.rounds; round += 1) {
      one.push(await at(first, CONNECTIONS, amount));
      const half = [first, second].map((url) => at(url, CONNECTIONS / 2, amount / 2));
      two.push(await Promise.all(half));
    }
    const both = two.map((halves) => ({
      perSecond: amount / Math.max(...halves.map(({ seconds }) => seconds)),
      p99ms: Math.max(...halves.map(({ p99ms }) => p99ms)),
    }));
    const refused = [...one, ...two.flat()].filter((run) => succeeded(run) < run.sent);
    return {
      ratios: {
        twoToOne:
          median(both.map(({ perSecond }) => perSecond)) /
          median(one.map(({ perSecond }) => perSecond)),
      },
      results: [
        { name: 'one', ...middle(one) },
        { name: 'two', ...middle(both) },
      ],
      unproved: refused.map(
        ({ statuses }) => `not all claims succeeded: ${JSON.stringify(statuses)}`,
      ),
    };
  } finally {
    await stage.close();
  }
}

function middle(runs: readonly Pick<Driven, 'perSecond' | 'p99ms'>[]) {
  return {
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    p99ms: median(runs.map(({ p99ms }) => p99ms)),
  };
}
