import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { compact, keyBy, uniq } from 'lodash';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { presentRefusal } from '../../../contract/refusals';
import { refusal, type Refusal } from '../../../core/errors';
import { distanceBetween, type Point } from '../../../core/geography';
import { isoOf, isoOrNull, type Instant } from '../../../core/time';
import { decideBeginning } from '../../../core/work/claim-opening';
import type { Language } from '../../../core/words';
import { findExpressionRefusals } from '../audience/find-expression-refusal';
import {
  firstToSee,
  leaveVisible,
  wayOfHolder,
  type Narrowing,
} from '../audience/visible-openings';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import type { CallingMember } from '../shared/caller';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findPage, type PageOfIds } from '../shared/first-page';
import { rowIn, selectOf } from '../shared/rows';
import { openingFactsOf } from './find-place';
import { filterOpenings, type BoardQuery } from './filter-openings';
import { liveClaimOf, ownClaimOf } from './live-claims';
import { directionOf, placeOpenings } from './order-openings';
import { presentTerms } from './present-claim';
import { settleOpenings } from './settle-claims';
import { openings, terms, type OpeningRow } from './tables';

type Page = ResponseOf<Endpoints['openings.find']>;
type Detail = ResponseOf<Endpoints['openings.findOne']>['data'];
type View = Page['data'][number];

/** Who looks at the board; anybody may. */
interface Looking {
  readonly reader: CallingMember | null;
  readonly language: Language;
  /** From where distances are told, if from anywhere. */
  readonly near?: Point | undefined;
}

/** A page of the board, of open ones unless something else is asked for. */
export async function findOpenings(
  strapi: Core.Strapi,
  request: Looking & { readonly query: BoardQuery },
): Promise<Page> {
  const { query, reader } = request;
  if (query.mine === 'true' && reader === null) throw new DomainError('UNAUTHENTICATED');
  const find = () => read(strapi, (reading) => findPageOf(reading, query, reader));
  let page = await find();
  if ((await settleOpenings(strapi, page.ids)) > 0) page = await find();
  return {
    data: await loadViews(strapi, page.ids, { ...request, near: query.near }),
    nextCursor: page.nextCursor,
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
    const select = selectOpenings(reading, reader);
    leaveVisible(select, reading.trx, reader);
    const found = await select
      .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
      .select(selectOf(reading.trx, terms, 't'))
      .where('o.document_id', openingId)
      .first<Record<string, unknown> | undefined>();
    if (found === undefined) throw new DomainError('NOT_FOUND');
    const asked = await findTermsRefusals(reading, [found], reader);
    const opening = presentOpening(found, reading.now, { ...request, asked });
    return { ...opening, terms: presentTerms(rowIn(terms, 't', found)) };
  });
}

function findPageOf(
  { trx }: Reading,
  query: BoardQuery,
  reader: CallingMember | null,
): Promise<PageOfIds> {
  const isMine = query.mine === 'true' && reader !== null;
  const place = (narrow: Narrowing) => {
    const select = trx(`${openings.name} as o`);
    narrow(select);
    filterOpenings(select, trx, query);
    placeOpenings(select, trx, query);
    return select;
  };
  const order = { direction: directionOf(query), limit: query.limit + 1 };
  const selects = isMine
    ? [place(wayOfHolder(trx, reader))]
    : firstToSee(trx, reader, place, order);
  return findPage(trx, selects, order);
}

/** In the order of the ids. */
async function loadViews(
  strapi: Core.Strapi,
  ids: readonly string[],
  looking: Looking,
): Promise<View[]> {
  if (ids.length === 0) return [];
  return read(strapi, async (reading) => {
    const select = selectOpenings(reading, looking.reader).whereIn('o.document_id', [...ids]);
    // One of them may be for others by now.
    leaveVisible(select, reading.trx, looking.reader);
    const found: Record<string, unknown>[] = await select;
    const asked = await findTermsRefusals(reading, found, looking.reader);
    const views = found.map((row) => presentOpening(row, reading.now, { ...looking, asked }));
    const byId = keyBy(views, 'id');
    return compact(ids.map((id) => byId[id]));
  });
}

function selectOpenings({ trx }: Reading, reader: CallingMember | null): Knex.QueryBuilder {
  return trx(`${openings.name} as o`)
    .join('pioneer_organisations as og', 'og.document_id', 'o.organisation_id')
    .select(selectOf(trx, openings, 'o'))
    .select(organisationRefSelect('og'))
    .select({
      my_claim_id: reader === null ? trx.raw('null') : liveClaimOf(trx, reader),
      own_claim_id: reader === null ? trx.raw('null') : ownClaimOf(trx, reader),
    });
}

function presentOpening(
  row: Readonly<Record<string, unknown>>,
  now: Instant,
  { reader, language, near, asked }: Looking & { readonly asked: TermsRefusals },
): View {
  const opening = rowIn(openings, 'o', row);
  const refused =
    reader === null
      ? null
      : (findMemberRefusal(opening, row.own_claim_id, now) ?? asked.get(opening.termsId) ?? null);
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
    distance: near === undefined ? null : distanceTo(opening, near),
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

/** What audience and eligibility of terms say against the reader. */
type TermsRefusals = ReadonlyMap<string, Refusal>;

/** By the id of the terms of these openings; they are few, since the units of a task share them. */
async function findTermsRefusals(
  reading: Reading,
  found: readonly Record<string, unknown>[],
  reader: CallingMember | null,
): Promise<TermsRefusals> {
  if (reader === null) return new Map();
  const ids = uniq(found.map((row) => rowIn(openings, 'o', row).termsId));
  return findExpressionRefusals(reading, ids, { kind: 'member', id: reader.id });
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

function distanceTo({ latitude, longitude }: OpeningRow, near: Point): number | null {
  if (latitude === null || longitude === null) return null;
  return Math.round(distanceBetween(near, { latitude, longitude }));
}
