import { drive, type Driven } from '../load/drive';
import { withCoresBusy } from '../load/cores-busy';
import { takeTurns } from '../load/take-turns';
import type { BenchOptions } from '../options';
import { median, type BenchResult } from '../result';
import { openStage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openCommunities, settleMembers } from '../town/settle';
import { STEPS } from '../work/steps';

const MEMBERS = 2000;
const TOWN = { communities: 200, slots: 1_000_000 };
const CONNECTIONS = 16;
const CLAIMS = 3000;

/**
 * Claims a second at two nodes over those at one, on this machine, with the database on it, too, and how
 * many of its cores are busy then: when all are, another node has nothing to work with.
 */
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
    const busy: Readonly<Record<string, number[]>> = { two: [], one: [] };
    const side = (name: string, many: number) => ({
      name,
      count,
      async measure() {
        const { result, coresBusy } = await withCoresBusy(() => at(many));
        busy[name]?.push(coresBusy);
        return result;
      },
    });
    const compared = await takeTurns([side('two', 2), side('one', 1)], options.rounds);
    return {
      ...compared,
      ratios: { twoToOne: compared.ratio('perSecond', 'two', 'one') },
      results: compared.results.map((measured) => {
        return { ...measured, coresBusy: median(busy[measured.name] ?? []) };
      }),
    };
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
