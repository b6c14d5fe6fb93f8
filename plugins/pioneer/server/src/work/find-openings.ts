import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { presentRefusal } from '../../../contract/refusals';
import { refusal, type Refusal } from '../../../core/errors';
import { isoOf, type Instant } from '../../../core/time';
import { decideBeginning } from '../../../core/work/claim-opening';
import type { Language } from '../../../core/words';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import type { CallingMember } from '../shared/caller';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { claimantCondition } from './claim-context';
import { openingFactsOf } from './claim-opening';
import { isoOrNull, presentTerms } from './present-claim';
import { settleOpenings } from './settle-claims';
import { claims, openings, terms, type OpeningRow } from './tables';

type Query = RequestOf<Endpoints['openings.find']>['query'];
type Page = ResponseOf<Endpoints['openings.find']>;
type Detail = ResponseOf<Endpoints['openings.findOne']>['data'];
type View = Page['data'][number];

/** Who looks at the board; anybody may. */
interface Looking {
  readonly reader: CallingMember | null;
  readonly language: Language;
}

const cursorSchema = z.tuple([z.number(), z.string()]);

/** A page of the board, newest first. Open ones unless another state is asked for. */
export async function findOpenings(
  strapi: Core.Strapi,
  request: Looking & { readonly query: Query },
): Promise<Page> {
  const { query, reader } = request;
  if (query.mine === 'true' && reader === null) throw new DomainError('UNAUTHENTICATED');
  const load = async (reading: Reading) => {
    const select = selectOpenings(reading, reader)
      .orderBy([
        { column: 'o.opened_at', order: 'desc' },
        { column: 'o.document_id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    filterOpenings(select, reading.trx, query, reader);
    const found: Record<string, unknown>[] = await select;
    return { found, now: reading.now };
  };
  let { found, now } = await read(strapi, load);
  const ids = found.map((row) => rowIn(openings, 'o', row).id);
  if ((await settleOpenings(strapi, ids)) > 0) ({ found, now } = await read(strapi, load));

  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => presentOpening(row, now, request)),
    nextCursor: found.length > query.limit && last !== undefined ? cursorOf(last) : null,
  };
}

/** An opening with its terms. @throws DomainError NOT_FOUND */
export async function findOpening(
  strapi: Core.Strapi,
  request: Looking & { readonly openingId: string },
): Promise<Detail> {
  const { openingId, reader } = request;
  // Slots whose lease has run out are given back before anybody is told that all are taken.
  await settleOpenings(strapi, [openingId]);
  return read(strapi, async (reading) => {
    const found = await selectOpenings(reading, reader)
      .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
      .select(selectOf(terms, 't'))
      .where('o.document_id', openingId)
      .first<Record<string, unknown> | undefined>();
    if (found === undefined) throw new DomainError('NOT_FOUND');
    const opening = presentOpening(found, reading.now, request);
    return { ...opening, terms: presentTerms(rowIn(terms, 't', found)) };
  });
}

function selectOpenings({ trx }: Reading, reader: CallingMember | null): Knex.QueryBuilder {
  return trx(`${openings.name} as o`)
    .join('pioneer_organisations as og', 'og.document_id', 'o.organisation_id')
    .select(selectOf(openings, 'o'))
    .select(organisationRefSelect('og'))
    .select({
      my_claim_id: reader === null ? trx.raw('null') : liveClaimOf(trx, reader),
      own_claim_id: reader === null ? trx.raw('null') : ownClaimOf(trx, reader),
    });
}

/** The reader's own live claim on an opening, as a person before as a representative. */
function liveClaimOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  return trx(`${claims.name} as c`)
    .where('c.opening_id', trx.ref('o.document_id'))
    .whereNotNull('c.live_key')
    .where(claimantCondition(trx, reader))
    .orderBy('c.claimant_kind')
    .limit(1)
    .select('c.document_id');
}

/** The one that the reader holds as a person: what stands against claiming again as one. */
function ownClaimOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  return liveClaimOf(trx, reader).where('c.claimant_kind', 'member');
}

function filterOpenings(
  select: Knex.QueryBuilder,
  trx: Knex,
  query: Query,
  reader: CallingMember | null,
): void {
  const isMine = query.mine === 'true' && reader !== null;
  if (query.state !== undefined || !isMine) void select.where('o.state', query.state ?? 'open');
  if (query.drive !== undefined) void select.where('o.drive_id', query.drive);
  if (query.task !== undefined) void select.where('o.task_id', query.task);
  if (query.category !== undefined) void select.where('o.category', query.category);
  if (query.organisation !== undefined) {
    void select.whereExists(
      trx('pioneer_organisation_closures as below')
        .where('below.descendant_id', trx.ref('o.organisation_id'))
        .where('below.ancestor_id', query.organisation),
    );
  }
  if (isMine) void select.whereExists(liveClaimOf(trx, reader));
  if (query.cursor !== undefined) {
    const [openedAt, id] = decodeCursor(query.cursor, cursorSchema);
    void select.whereRaw('(o.opened_at, o.document_id) < (?, ?)', [new Date(openedAt), id]);
  }
}

function cursorOf(row: Readonly<Record<string, unknown>>): string {
  const { openedAt, id } = rowIn(openings, 'o', row);
  return encodeCursor([openedAt, id]);
}

function presentOpening(
  row: Readonly<Record<string, unknown>>,
  now: Instant,
  { reader, language }: Looking,
): View {
  const opening = rowIn(openings, 'o', row);
  const refused = reader === null ? null : findMemberRefusal(opening, row.own_claim_id, now);
  const { id, driveId, title, summary, category, priority, difficulty, points, state } = opening;
  return {
    id,
    task: { uid: opening.taskUid, id: opening.taskId, slug: opening.slug },
    driveId,
    title,
    summary,
    category,
    priority,
    difficulty,
    points,
    organisation: organisationRefFrom('og', row),
    place: placeOf(opening),
    unit: unitOf(opening),
    state,
    claimMode: opening.claimMode,
    slots: { member: opening.memberSlots, organisation: opening.organisationSlots },
    taken: { member: opening.memberTaken, organisation: opening.organisationTaken },
    accepted: opening.accepted,
    opensAt: isoOrNull(opening.opensAt),
    closesAt: isoOrNull(opening.closesAt),
    dueAt: isoOrNull(opening.dueAt),
    openedAt: isoOf(opening.openedAt),
    termsId: opening.termsId,
    myClaimId: row.my_claim_id === null ? null : String(row.my_claim_id),
    claimRefusal: refused === null ? null : presentRefusal(refused, language),
  };
}

/** Why the reader cannot claim as a person now, or null. */
function findMemberRefusal(opening: OpeningRow, ownClaimId: unknown, now: Instant): Refusal | null {
  if (ownClaimId !== null) return refusal('CLAIM_ALREADY_LIVE', { claimId: String(ownClaimId) });
  const decision = decideBeginning(openingFactsOf(opening), 'member', false, now);
  return decision.ok ? null : decision.refusal;
}

function unitOf({ unitKind: kind, unitId, unitLabel, occurrence }: OpeningRow): View['unit'] {
  return kind === 'none' ? null : { kind, id: unitId, label: unitLabel, occurrence };
}

function placeOf(opening: {
  address: string | null;
  latitude: number | null;
  longitude: number | null;
}): View['place'] {
  const { address, latitude, longitude } = opening;
  if (address === null && latitude === null) return null;
  return { address: address ?? '', latitude, longitude };
}
