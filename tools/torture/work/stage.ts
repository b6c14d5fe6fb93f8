import { setTimeout as wait } from 'node:timers/promises';
import { findDatabaseFailure, type Call } from 'strapi-plugin-pioneer/contract';
import type { Knex } from 'knex';
import type { Administrator } from '../../http/administrator';
import { CONFLICT_CODES } from '../../replay/run/answer-meter';
import type { Random } from '../../replay/random';
import type { Answer, Recorder } from '../history';
import type { Actor, Town, TownMode } from '../town/found-town';
import type { TownClock } from '../town/town-clock';

/** An opening that people know of. */
export interface KnownOpening {
  readonly id: string;
  readonly termsId: string;
  readonly mode: TownMode;
}

/** Where everything happens, and what is known to everybody there. */
export interface Stage {
  readonly town: Town;
  /** Where people reach each node. */
  readonly urls: readonly string[];
  /** The administrator at each node. */
  readonly administrators: readonly Administrator[];
  readonly recorder: Recorder;
  /** Beside the servers: to find things, and to hold a lock until requests have met. */
  readonly db: Knex;
  readonly clock: TownClock;
  /** The newest last. */
  readonly openings: KnownOpening[];
  readonly claimIds: string[];
  /** How often people got in each other's way, and how many meetings came about. */
  readonly tally: { conflicts: number; meetings: number };
}

export interface Request<Result> {
  readonly op: string;
  readonly about: Readonly<Record<string, string>>;
  readonly make: (call: Call, idempotencyKey: string) => Promise<Result>;
  /** The same with other content: what must not be done under a key that was used. */
  readonly spoil?: (call: Call, idempotencyKey: string) => Promise<Result>;
}

/** In percent of all writes. */
const SENT_TWICE = 20;
const SPOILT = 5;
/** Whoever gets no answer does not ask again at once. */
const AFTER_NO_ANSWER_MS = 300;

/** What the database says; the other value while it is away, as faults make it. */
export async function unlessAway<Found>(asking: PromiseLike<Found>, other: Found): Promise<Found> {
  try {
    return await asking;
  } catch (error) {
    if (findDatabaseFailure(error) === 'away') return other;
    throw error;
  }
}

export function isLikely(random: Random, percent: number): boolean {
  return random.integer(1, 100) <= percent;
}

/**
 * Sends a write of a member to one node and every fifth also to another, under the same key, at the
 * same moment or afterwards. Null when it was refused or nobody answered.
 */
export async function sendWrite<Result>(
  stage: Stage,
  random: Random,
  actor: Actor,
  request: Request<Result>,
): Promise<Result | null> {
  const key = random.uuid();
  const first = random.integer(0, stage.urls.length - 1);
  const attempt = (node: number) => sendOnce(stage, actor, request, { key, node });
  const answers: Answer<Result>[] = [];
  const other = (first + 1) % stage.urls.length;
  if (!isLikely(random, SENT_TWICE)) answers.push(await attempt(first));
  else if (isLikely(random, 50)) {
    answers.push(...(await Promise.all([attempt(first), attempt(other)])));
  } else answers.push(await attempt(first), await attempt(other));

  const done = answers.find(({ outcome }) => outcome === 'ok');
  const { spoil: make } = request;
  if (done !== undefined && make !== undefined && isLikely(random, SPOILT)) {
    await sendOnce(stage, actor, { ...request, make }, { key, node: other, isSpoilt: true });
  }
  if (answers.every(({ outcome }) => outcome === 'unknown')) await wait(AFTER_NO_ANSWER_MS);
  return done?.result ?? null;
}

/** Sends one request of a member to one node. */
export async function sendOnce<Result>(
  { recorder, urls, tally }: Pick<Stage, 'recorder' | 'urls' | 'tally'>,
  actor: Pick<Actor, 'id' | 'at'>,
  { op, about, make }: Request<Result>,
  { key, node, isSpoilt }: { readonly key: string; readonly node: number; isSpoilt?: true },
): Promise<Answer<Result>> {
  const intent = { key, node, actor: actor.id, op, about, ...(isSpoilt && { isSpoilt }) };
  const answer = await recorder.send(intent, () => make(actor.at(urls[node] ?? ''), key));
  if (CONFLICT_CODES.has(answer.code)) tally.conflicts += 1;
  return answer;
}

/** Reads something at any node; null when it is refused or nobody answers. */
export async function sendRead<Result>(
  stage: Stage,
  random: Random,
  actor: Actor,
  request: Request<Result>,
): Promise<Result | null> {
  const node = random.integer(0, stage.urls.length - 1);
  const answer = await sendOnce(stage, actor, request, { key: random.uuid(), node });
  if (answer.outcome === 'unknown') await wait(AFTER_NO_ANSWER_MS);
  return answer.result;
}
