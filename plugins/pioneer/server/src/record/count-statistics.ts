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
import { transact, type Reading } from '../shared/database';
import { claims, openings } from '../work/tables';
import { events } from './event-table';
import { PENDING_TABLE } from './pending';
import { becomeReader, type Consumer } from './read-pending';
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
    const known = await transaction.trx(openingCounts.name).first<object | undefined>('id');
    if (known !== undefined || !(await becomeReader(strapi, transaction))) return;
    const counts = await recountStatistics(strapi, transaction);
    await insertDerived(transaction, openingCounts, [...counts.values()]);
  });
}

/** Events held in memory at a time. */
const BATCH = 2000;

/**
 * What all events say but those that are pending, by `keyOf`. Whoever counts in several statements
 * is the reader or reads a snapshot, so that none is read meanwhile.
 */
export async function recountStatistics(
  strapi: Core.Strapi,
  { trx }: Reading,
): Promise<Map<string, OpeningCounts>> {
  const counts = new Map<string, OpeningCounts>();
  for (let last: string | undefined = ''; last !== undefined;) {
    const found: FoundEvent[] = await trx(`${events.name} as e`)
      .leftJoin(`${claims.name} as c`, 'c.document_id', 'e.subject_id')
      .leftJoin(`${PENDING_TABLE} as p`, 'p.event_id', 'e.document_id')
      .whereNull('p.id')
      .whereIn('e.type', [...COUNTED_EVENTS])
      .where('e.document_id', '>', last)
      .orderBy('e.document_id')
      .limit(BATCH)
      .select({ id: 'e.document_id', type: 'e.type', at: 'e.at', subject: 'e.subject_id' })
      .select({ kind: 'e.subject_type', opening: 'c.opening_id' });
    addAll(strapi, counts, found.map(toldBy));
    last = found.at(-1)?.id;
  }
  return counts;
}

interface FoundEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Date | number;
  readonly kind: string;
  readonly subject: string;
  readonly opening: string | null;
}

function toldBy({ type, at, kind, subject, opening }: FoundEvent): Told {
  return { type, at: new Date(at).getTime(), openingId: openingBehind(kind, subject, opening) };
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
