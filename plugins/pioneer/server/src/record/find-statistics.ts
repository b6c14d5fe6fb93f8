import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import {
  addCounts,
  NOTHING_COUNTED,
  STATISTICS,
  type Counts,
} from '../../../core/record/statistics';
import { isoOf, type Instant } from '../../../core/time';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import { organisationClosures, organisations } from '../people/tables';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { openings } from '../work/tables';
import { events } from './event-table';
import { PENDING_TABLE } from './pending';
import { openingCounts } from './statistics-table';

type Query = RequestOf<Endpoints['statistics.find']>['query'];
type Statistics = ResponseOf<Endpoints['statistics.find']>['data'];
type PageQuery = RequestOf<Endpoints['statistics.findOrganisations']>['query'];
type Page = ResponseOf<Endpoints['statistics.findOrganisations']>;

/** What happened, month by month, with the sum of these months. */
export async function findStatistics(strapi: Core.Strapi, query: Query): Promise<Statistics> {
  return read(strapi, async (reading) => {
    const asOf = await findAsOf(reading);
    const select = sumCounts(reading.trx, query).groupBy('s.period').orderBy('s.period');
    if (query.organisation !== undefined) {
      void select.whereIn(
        'o.organisation_id',
        reading
          .trx(organisationClosures.name)
          .where('ancestor_id', query.organisation)
          .select('descendant_id'),
      );
    }
    const found: Record<string, unknown>[] = await select.select('s.period');
    const periods = found.map((row) => ({ period: String(row.period), ...countsFrom(row) }));
    return { asOf: isoOf(asOf), totals: addCounts(periods), periods };
  });
}

const cursorSchema = z.tuple([z.string()]);

/** A page of organisations by code, the roots or the children of one, with what happened there. */
export async function findOrganisationStatistics(
  strapi: Core.Strapi,
  query: PageQuery,
): Promise<Page> {
  return read(strapi, async (reading) => {
    const asOf = await findAsOf(reading);
    const found = await findChildren(reading, query);
    const shown = found.slice(0, query.limit).map((row) => organisationRefFrom('og', row));
    const counts = await countWithin(
      reading,
      query,
      shown.map(({ id }) => id),
    );
    const last = shown.at(-1);
    const hasMore = found.length > query.limit && last !== undefined;
    return {
      asOf: isoOf(asOf),
      data: shown.map((organisation) => {
        return { organisation, totals: counts.get(organisation.id) ?? NOTHING_COUNTED };
      }),
      nextCursor: hasMore ? encodeCursor([last.code]) : null,
    };
  });
}

/**
 * The moment up to which everything that was done is counted. Asked before the counts are: what is
 * counted in between makes them fresher than it says, never staler.
 */
async function findAsOf({ trx, now }: Reading): Promise<Instant> {
  const row = await trx(`${PENDING_TABLE} as p`)
    .join(`${events.name} as e`, 'e.document_id', 'p.event_id')
    .min<{ oldest: Date | number | null }[]>({ oldest: 'e.at' })
    .first<{ oldest: Date | number | null }>();
  return row.oldest === null ? now : Math.min(now, new Date(row.oldest).getTime());
}

async function findChildren(
  { trx }: Reading,
  { within, cursor, limit }: PageQuery,
): Promise<Record<string, unknown>[]> {
  const select = trx(`${organisations.name} as og`)
    .select(organisationRefSelect('og'))
    .orderBy('og.code')
    .limit(limit + 1);
  if (within === undefined) void select.whereNull('og.parent_id');
  else void select.where('og.parent_id', within);
  if (cursor !== undefined) {
    void select.where('og.code', '>', ...decodeCursor(cursor, cursorSchema));
  }
  return select;
}

/** What happened in each of these organisations and everything below it. */
async function countWithin(
  { trx }: Reading,
  query: PageQuery,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const found: Record<string, unknown>[] = await sumCounts(trx, query)
    .join(`${organisationClosures.name} as up`, 'up.descendant_id', 'o.organisation_id')
    .whereIn('up.ancestor_id', [...organisationIds])
    .groupBy('up.ancestor_id')
    .select({ organisation: 'up.ancestor_id' });
  return new Map(found.map((row) => [String(row.organisation), countsFrom(row)]));
}

/** Sums of the counts `s` of openings `o`, of the drive and months that are asked for. */
function sumCounts(
  trx: Knex,
  { drive, from, to }: Pick<Query, 'drive' | 'from' | 'to'>,
): Knex.QueryBuilder {
  const select = trx(`${openingCounts.name} as s`)
    .join(`${openings.name} as o`, 'o.document_id', 's.opening_id')
    .sum(Object.fromEntries(STATISTICS.map((name) => [name, `s.${name}`])));
  if (drive !== undefined) void select.where('o.drive_id', drive);
  if (from !== undefined) void select.where('s.period', '>=', from);
  if (to !== undefined) void select.where('s.period', '<=', to);
  return select;
}

function countsFrom(row: Readonly<Record<string, unknown>>): Counts {
  return Object.fromEntries(STATISTICS.map((name) => [name, Number(row[name])])) as Counts;
}
