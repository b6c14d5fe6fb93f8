import { openNaiveTown } from '../naive/open-naive-town';
import type { BenchOptions } from '../options';
import { median, ratioByRound, type BenchResult, type Measurement } from '../result';
import { openStage } from '../stage';
import {
  ARRIVALS_MS,
  MEMBERS,
  PLACES,
  settleNaive,
  settleOurs,
  type Outcome,
  type Side,
} from './sides';

const NODES = 2;
/** Within which time they come. */
const KINDS = { arriving: ARRIVALS_MS, atOnce: 0 } as const;
/** Nodes that have just been started translate their code first; nobody opens a rush to them. */
const WARMING_ROUNDS = 1;

/**
 * A thousand members want a hundred places of one opening, at two nodes: as they come within two
 * seconds, and all in the same moment. They want them by turns of ours and of a Strapi that counts
 * before it creates.
 */
export async function measureRush(
  folder: string,
  { rounds, scale }: BenchOptions,
): Promise<BenchResult> {
  const stage = await openStage(folder, { nodes: NODES });
  const closing: (() => Promise<unknown>)[] = [stage.close];
  try {
    const crowd = {
      members: MEMBERS * scale,
      places: PLACES * scale,
      rushes: Object.keys(KINDS).length * (WARMING_ROUNDS + rounds),
    };
    const ours = await settleOurs(stage, crowd);
    const town = await openNaiveTown(stage, { nodes: NODES });
    closing.push(town.close);
    const sides = [ours, settleNaive(town, crowd)];
    const warming: Played[] = [];
    for (const arrivalsMs of Object.values(KINDS)) {
      warming.push(...(await playByTurns(sides, arrivalsMs, WARMING_ROUNDS)));
    }
    const arriving = await playByTurns(sides, KINDS.arriving, rounds);
    const atOnce = await playByTurns(sides, KINDS.atOnce, rounds);
    return {
      ratios: { p99ToNaive: toNaive(arriving), atOnceToNaive: toNaive(atOnce) },
      results: [...summariesOf('arriving', arriving), ...summariesOf('atOnce', atOnce)],
      unproved: [...warming, ...arriving, ...atOnce].flatMap(({ outcomes }) =>
        outcomes.flatMap(({ unproved }) => unproved),
      ),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** What became of the rushes at one side. */
interface Played {
  readonly name: Side['name'];
  readonly outcomes: readonly Outcome[];
}

async function playByTurns(
  sides: readonly Side[],
  arrivalsMs: number,
  rounds: number,
): Promise<Played[]> {
  const played = sides.map(({ name }) => ({ name, outcomes: [] as Outcome[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      played[index]?.outcomes.push(await side.play(arrivalsMs));
    }
  }
  return played;
}

/** How long the last of a hundred waits, over how long at the naive side. */
function toNaive([ours, naive]: readonly Played[]): number {
  const waits = (played: Played | undefined) => (played?.outcomes ?? []).map(({ p99ms }) => p99ms);
  return ratioByRound(waits(ours), waits(naive));
}

function summariesOf(kind: keyof typeof KINDS, played: readonly Played[]): Measurement[] {
  return played.map(({ name, outcomes }) => {
    const middle = (of: (outcome: Outcome) => number) => median(outcomes.map(of));
    return {
      name: `${name} ${kind}`,
      perSecond: middle(({ perSecond }) => perSecond),
      p50ms: middle(({ p50ms }) => p50ms),
      p99ms: middle(({ p99ms }) => p99ms),
      slowestMs: middle(({ slowestMs }) => slowestMs),
      places: middle(({ told }) => told.OK ?? 0),
    };
  });
}
