import { drive, type Driven } from '../load/drive';
import { takeTurns } from '../load/take-turns';
import type { BenchOptions } from '../options';
import type { BenchResult } from '../result';
import { openStage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openCommunities, settleMembers } from '../town/settle';
import { STEPS } from '../work/steps';

const MEMBERS = 2000;
const TOWN = { communities: 200, slots: 1_000_000 };
const CONNECTIONS = 16;
const CLAIMS = 3000;

/** Claims a second at two nodes over those at one, on this machine, with the database on it, too. */
export async function measureNodes(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder, { nodes: 2 });
  try {
    const members = await settleMembers(stage, { members: MEMBERS * options.scale });
    const next = claimsToMake(members, await openCommunities(stage, TOWN));
    const amount = Math.ceil((CLAIMS * options.scale) / CONNECTIONS) * CONNECTIONS;
    const urls = stage.nodes.map(({ url }) => url);
    const count = () => STEPS.claim.count(stage.db);
    const at = async (many: number) => {
      const share = { connections: CONNECTIONS / many, amount: amount / many, next };
      return together(
        await Promise.all(urls.slice(0, many).map((url) => drive({ url, ...share }))),
      );
    };
    const sides = [
      { name: 'two', measure: () => at(2), count },
      { name: 'one', measure: () => at(1), count },
    ];
    const compared = await takeTurns(sides, options.rounds);
    return { ...compared, ratios: { twoToOne: compared.ratio('perSecond', 'two', 'one') } };
  } finally {
    await stage.close();
  }
}

/** What ran side by side, as one; of latencies the worse. */
function together(all: readonly Driven[]) {
  const sent = all.reduce((sum, run) => sum + run.sent, 0);
  const statuses: Record<number, number> = {};
  for (const [status, times] of all.flatMap((run) => Object.entries(run.statuses))) {
    statuses[Number(status)] = (statuses[Number(status)] ?? 0) + times;
  }
  const worst = (of: (run: Driven) => number) => Math.max(...all.map(of));
  return {
    sent,
    statuses,
    perSecond: sent / worst(({ seconds }) => seconds),
    p50ms: worst(({ p50ms }) => p50ms),
    p99ms: worst(({ p99ms }) => p99ms),
  };
}
