import type { Core } from '@strapi/strapi';
import {
  COUNTED_EVENTS,
  NOTHING_COUNTED,
  statisticsOf,
  STATISTICS,
  type Counts,
  type Statistic,
} from '../../../core/record/statistics';
import type { Instant } from '../../../core/time';
import { monthOf } from '../people/town-time';
import { waitForLock } from '../shared/advisory-locks';
import { liftStatementLimit, transact, type Reading } from '../shared/database';
import { claims, openings } from '../work/tables';
import { events } from './event-table';
import { PENDING_TABLE } from './pending';
import type { Consumer } from './read-pending';
import { addDerived, insertDerived } from './recorded-writes';
import { openingCounts } from './statistics-table';

/** What happened to one opening and its claims in one month. */
export interface OpeningCounts extends Counts {
  readonly openingId: string;
  readonly period: string;
}

/** What counting needs to know of an event. */
interface Told {
  readonly type: string;
  readonly at: Instant;
  /** Null: it is about no opening that is known. */
  readonly openingId: string | null;
}

/** Adds what a batch of events says to the counts. */
export const countStatistics: Consumer = async (strapi, transaction, batch) => {
  const counted = batch.filter(({ type }) => statisticsOf(type).length > 0);
  const ofClaims = counted.filter(({ subjectType }) => subjectType === claims.subject);
  const found: { id: string; opening: string }[] = await transaction
    .trx(claims.name)
    .whereIn('document_id', [...new Set(ofClaims.map(({ subjectId }) => subjectId))])
    .select({ id: 'document_id', opening: 'opening_id' });
  const openingOf = new Map(found.map(({ id, opening }) => [id, opening]));
  const told = counted.map(({ type, at, subjectType, subjectId }) => {
    const claimed = openingOf.get(subjectId) ?? null;
    return { type, at, openingId: openingBehind(subjectType, subjectId, claimed) };
  });
  const counts = new Map<string, OpeningCounts>();
  addAll(strapi, counts, told);
  const [key, sums] = [['openingId', 'period'], STATISTICS] as const;
  await addDerived(transaction, openingCounts, [...counts.values()], { key, sums });
};

/**
 * Counts all events from the beginning when nothing is counted yet: after the table was new, or
 * emptied because the town has moved to another zone or gone back to a dump.
 */
export async function prepareStatistics(strapi: Core.Strapi): Promise<void> {
  await transact(strapi, async (transaction) => {
    // What another node reads meanwhile would be counted twice, or look like all that there is.
    await waitForLock(transaction, 'reader');
    await liftStatementLimit(strapi, transaction.trx);
    const known = await transaction.trx(openingCounts.name).first<object | undefined>('id');
    if (known !== undefined) return;
    for await (const { counts } of recountStatistics(strapi, transaction)) {
      await insertDerived(transaction, openingCounts, [...counts.values()]);
    }
  });
}

/** Openings whose events are held in memory at a time. */
const BATCH = 200;

/** Some openings and what happened to them. */
export interface Recount {
  readonly openingIds: readonly string[];
  /** By `keyOf`. */
  readonly counts: ReadonlyMap<string, OpeningCounts>;
}

/**
 * What all events say but those that are pending, of some openings at a time, those that are gone
 * included. Whoever counts in several statements is the reader or reads a snapshot, so that
 * none is read meanwhile.
 */
export async function* recountStatistics(
  strapi: Core.Strapi,
  reading: Reading,
): AsyncGenerator<Recount> {
  for await (const openingIds of streamOpenings(reading)) {
    const counts = new Map<string, OpeningCounts>();
    addAll(strapi, counts, await findTold(reading, openingIds));
    yield { openingIds, counts };
  }
}

/** The ids of all openings that ever were. */
async function* streamOpenings({ trx }: Reading): AsyncGenerator<readonly string[]> {
  for (let last: string | undefined = ''; ;) {
    const found: string[] = await trx(events.name)
      .where({ subject_type: openings.subject, subject_version: 1 })
      .where('subject_id', '>', last)
      .orderBy('subject_id')
      .limit(BATCH)
      .pluck('subject_id');
    last = found.at(-1);
    if (last === undefined) return;
    yield found;
  }
}

/** What was told of these openings and of the claims on them. */
async function findTold({ trx }: Reading, openingIds: readonly string[]): Promise<Told[]> {
  const counted = () =>
    trx(`${events.name} as e`)
      .leftJoin(`${PENDING_TABLE} as p`, 'p.event_id', 'e.document_id')
      .whereNull('p.id')
      .whereIn('e.type', [...COUNTED_EVENTS])
      .select({ type: 'e.type', at: 'e.at' });
  const found: FoundEvent[] = [
    ...(await counted()
      .where('e.subject_type', openings.subject)
      .whereIn('e.subject_id', openingIds)
      .select({ opening: 'e.subject_id' })),
    ...(await counted()
      .join(`${claims.name} as c`, 'c.document_id', 'e.subject_id')
      .where('e.subject_type', claims.subject)
      .whereIn('c.opening_id', openingIds)
      .select({ opening: 'c.opening_id' })),
  ] as FoundEvent[];
  return found.map(({ type, at, opening }) => {
    return { type, at: new Date(at).getTime(), openingId: opening };
  });
}

interface FoundEvent {
  readonly type: string;
  readonly at: Date | number;
  readonly opening: string;
}

function openingBehind(kind: string, subjectId: string, claimed: string | null): string | null {
  if (kind === claims.subject) return claimed;
  return kind === openings.subject ? subjectId : null;
}

/** One row for each opening and month. */
export function keyOf({ openingId, period }: Pick<OpeningCounts, 'openingId' | 'period'>): string {
  return `${openingId} ${period}`;
}

function addAll(
  strapi: Core.Strapi,
  counts: Map<string, OpeningCounts>,
  all: readonly Told[],
): void {
  for (const { type, at, openingId } of all) {
    if (openingId === null) continue;
    const place = { openingId, period: monthOf(strapi, at) };
    const before = counts.get(keyOf(place)) ?? { ...NOTHING_COUNTED, ...place };
    counts.set(keyOf(place), addOnes(before, statisticsOf(type)));
  }
}

function addOnes(counts: OpeningCounts, names: readonly Statistic[]): OpeningCounts {
  return { ...counts, ...Object.fromEntries(names.map((name) => [name, counts[name] + 1])) };
}
