import { setTimeout as wait } from 'node:timers/promises';
import type { BenchOptions } from '../options';
import { percentilesOf } from '../load/drive';
import type { BenchResult, Measurement } from '../result';
import { median } from '../result';
import { openStage, type Stage } from '../stage';
import { openSpots, settleMembers, type BenchMember, type BenchOpening } from '../town/settle';

const MEMBERS = 1000;
const PLACES = 100;
const ARRIVALS_MS = 2000;

/**
 * A thousand members want a hundred places of one opening, at two nodes: as they come within two
 * seconds, and all in the same moment.
 */
export async function measureRush(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder, { nodes: 2 });
  try {
    const members = await settleMembers(stage, MEMBERS);
    const openings = await openSpots(stage, { spots: 2 * options.rounds, slots: PLACES });
    const [arriving, atOnce]: [Rush[], Rush[]] = [[], []];
    for (const [index, opening] of openings.entries()) {
      const isArriving = index % 2 === 0;
      const rush = await play(stage, members, opening, isArriving ? ARRIVALS_MS : 0);
      (isArriving ? arriving : atOnce).push(rush);
    }
    return {
      ratios: {},
      results: [summaryOf('arriving', arriving), summaryOf('atOnce', atOnce)],
      unproved: [...arriving, ...atOnce].flatMap(({ unproved }) => unproved),
    };
  } finally {
    await stage.close();
  }
}

interface Rush {
  readonly seconds: number;
  readonly p50ms: number;
  readonly p99ms: number;
  readonly slowestMs: number;
  readonly unproved: readonly string[];
}

function summaryOf(name: string, rushes: readonly Rush[]): Measurement {
  const of = (figure: keyof Omit<Rush, 'unproved'>) => median(rushes.map((rush) => rush[figure]));
  return {
    name,
    perSecond: MEMBERS / of('seconds'),
    p50ms: of('p50ms'),
    p99ms: of('p99ms'),
    slowestMs: of('slowestMs'),
  };
}

/** What a member was told, and after how long. */
interface Answer {
  readonly told: string;
  readonly milliseconds: number;
}

async function play(
  stage: Stage,
  members: readonly BenchMember[],
  opening: BenchOpening,
  arrivalsMs: number,
): Promise<Rush> {
  const startedAt = performance.now();
  const answers = await Promise.all(
    members.map(async (member, index) => {
      await wait((arrivalsMs * index) / members.length);
      return claim(stage.nodes[index % stage.nodes.length]?.url ?? '', member, opening);
    }),
  );
  const latencies = answers.map(({ milliseconds }) => milliseconds);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    ...percentilesOf(latencies),
    slowestMs: Math.max(...latencies),
    unproved: await findUnproved(stage, opening, answers),
  };
}

async function claim(url: string, { token }: BenchMember, opening: BenchOpening): Promise<Answer> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/api/pioneer/openings/${opening.id}/claims`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ termsId: opening.termsId }),
  });
  const body = (await answer.json()) as { error?: { details?: { code?: string } } };
  const told = answer.status === 200 ? 'OK' : (body.error?.details?.code ?? `${answer.status}`);
  return { told, milliseconds: performance.now() - startedAt };
}

/** Everybody has a place or was told that there is none, and the database says the same. */
async function findUnproved(
  { db }: Stage,
  { id }: BenchOpening,
  answers: readonly Answer[],
): Promise<string[]> {
  const told = new Map<string, number>();
  for (const answer of answers) told.set(answer.told, (told.get(answer.told) ?? 0) + 1);
  const claims = await db('pioneer_claims').where({ opening_id: id }).whereNotNull('live_key');
  const found = {
    claims: claims.length,
    OK: told.get('OK'),
    OPENING_FULL: told.get('OPENING_FULL'),
  };
  const expected = { claims: PLACES, OK: PLACES, OPENING_FULL: MEMBERS - PLACES };
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [`opening ${id}: ${JSON.stringify({ ...found, told: Object.fromEntries(told) })}`];
}
