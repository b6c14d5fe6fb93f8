import { setTimeout as wait } from 'node:timers/promises';
import type { BenchOptions } from '../options';
import { percentilesOf } from '../load/drive';
import type { BenchResult, Measurement } from '../result';
import { median } from '../result';
import { openStage, type Stage } from '../stage';
import {
  openCommunities,
  settleMembers,
  type BenchMember,
  type BenchOpening,
} from '../town/settle';

/** As many people want as many places, within as long. */
export const MEMBERS = 1000;
export const PLACES = 100;
export const ARRIVALS_MS = 2000;
/** Nodes that have just been started translate their code first; nobody opens a rush to them. */
const WARMING_ROUNDS = 1;

/**
 * A thousand members want a hundred places of one opening, at two nodes: as they come within two
 * seconds, and all in the same moment.
 */
export async function measureRush(
  folder: string,
  { rounds, scale }: BenchOptions,
): Promise<BenchResult> {
  const stage = await openStage(folder, { nodes: 2 });
  try {
    const members = await settleMembers(stage, { members: MEMBERS * scale });
    const slots = PLACES * scale;
    const communities = 2 * (WARMING_ROUNDS + rounds);
    const openings = await openCommunities(stage, { communities, slots });
    const [arriving, atOnce]: [Rush[], Rush[]] = [[], []];
    for (const [index, opening] of openings.entries()) {
      const isArriving = index % 2 === 0;
      const arrivalsMs = isArriving ? ARRIVALS_MS : 0;
      const rush = await playRush(stage, members, { ...opening, slots }, arrivalsMs);
      (isArriving ? arriving : atOnce).push(rush);
    }
    const summary = (name: string, rushes: readonly Rush[]) =>
      summaryOf(name, rushes.slice(WARMING_ROUNDS));
    return {
      ratios: {},
      results: [summary('arriving', arriving), summary('atOnce', atOnce)],
      unproved: [...arriving, ...atOnce].flatMap(({ unproved }) => unproved),
    };
  } finally {
    await stage.close();
  }
}

/** How it went. */
export interface Rush {
  readonly perSecond: number;
  readonly p50ms: number;
  readonly p99ms: number;
  readonly slowestMs: number;
  readonly unproved: readonly string[];
}

function summaryOf(name: string, rushes: readonly Rush[]): Measurement {
  const of = (figure: keyof Omit<Rush, 'unproved'>) => median(rushes.map((rush) => rush[figure]));
  return {
    name,
    perSecond: of('perSecond'),
    p50ms: of('p50ms'),
    p99ms: of('p99ms'),
    slowestMs: of('slowestMs'),
  };
}

/** What everybody wants, and how often it can be had. */
interface Wanted extends BenchOpening {
  readonly slots: number;
}

/** What a member was told, and after how long. */
interface Answer {
  readonly told: string;
  readonly milliseconds: number;
}

/** Every member wants it once, as many come within so long. */
export async function playRush(
  stage: Stage,
  members: readonly BenchMember[],
  opening: Wanted,
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
    perSecond: members.length / ((performance.now() - startedAt) / 1000),
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
  { id, slots }: Wanted,
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
  const expected = { claims: slots, OK: slots, OPENING_FULL: answers.length - slots };
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [`opening ${id}: ${JSON.stringify({ ...found, told: Object.fromEntries(told) })}`];
}
