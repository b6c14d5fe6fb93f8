import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { isoOf, isoOrNull } from '../../../core/time';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import { events } from '../record/event-table';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { spots } from './tables';

type Query = RequestOf<Endpoints['spots.find']>['query'];
type Page = ResponseOf<Endpoints['spots.find']>;
type View = Page['data'][number];
type Detail = ResponseOf<Endpoints['spots.findOne']>['data'];
type History = Detail['history'];

const cursorSchema = z.tuple([z.string()]);

/** A page of the register of spots, by code. */
export async function findSpots(strapi: Core.Strapi, query: Query): Promise<Page> {
  const trx = strapi.db.connection;
  const { organisation, category, state, cursor, limit } = query;
  const select = selectSpots(trx)
    .orderBy('s.code')
    .limit(limit + 1);
  if (state !== undefined) void select.where('s.state', state);
  if (category !== undefined) void select.where('s.category', category);
  if (organisation !== undefined) {
    void select.whereIn(
      's.organisation_id',
      trx('pioneer_organisation_closures')
        .where('ancestor_id', organisation)
        .select('descendant_id'),
    );
  }
  if (cursor !== undefined) void select.where('s.code', '>', ...decodeCursor(cursor, cursorSchema));
  const found: Record<string, unknown>[] = await select;
  const shown = found.slice(0, limit).map(presentSpot);
  const last = shown.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { data: shown, nextCursor: hasMore ? encodeCursor([last.code]) : null };
}

/** One spot with what became of it. @throws DomainError NOT_FOUND */
export async function findSpot(strapi: Core.Strapi, id: string): Promise<Detail> {
  return read(strapi, async (reading) => ({
    ...(await getSpotView(reading, id)),
    history: await findHistory(reading, id),
  }));
}

/** The spot as it is now. @throws DomainError NOT_FOUND */
export async function getSpotView({ trx }: Reading, id: string): Promise<View> {
  const found = await selectSpots(trx)
    .where('s.document_id', id)
    .first<Record<string, unknown> | undefined>();
  if (found === undefined) throw new DomainError('NOT_FOUND');
  return presentSpot(found);
}

function selectSpots(trx: Knex): Knex.QueryBuilder {
  return trx(`${spots.name} as s`)
    .join('pioneer_organisations as og', 'og.document_id', 's.organisation_id')
    .select(selectOf(trx, spots, 's'))
    .select(organisationRefSelect('og'));
}

function presentSpot(row: Readonly<Record<string, unknown>>): View {
  const { id, code, category, address, latitude, longitude, state, version, timesFound, ...dates } =
    rowIn(spots, 's', row);
  return {
    id,
    code,
    organisation: organisationRefFrom('og', row),
    category,
    address,
    latitude,
    longitude,
    state,
    version,
    foundAt: isoOf(dates.foundAt),
    timesFound,
    putRightAt: isoOrNull(dates.putRightAt),
  };
}

/** From the record; who did it is for those concerned, and the claim says it to them. */
async function findHistory({ trx }: Reading, id: string): Promise<History> {
  const found: Record<string, unknown>[] = await trx(`${events.name} as e`)
    .where({ 'e.subject_type': spots.subject, 'e.subject_id': id })
    .orderBy('e.subject_version')
    .select(selectOf(trx, events, 'e'));
  return found.map((row) => {
    const { type, at, payload } = rowIn(events, 'e', row);
    const { claim } = payload;
    return {
      type: type as History[number]['type'],
      at: isoOf(at),
      claimId: typeof claim === 'string' ? claim : null,
    };
  });
}
