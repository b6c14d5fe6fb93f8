import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { compact, keyBy } from 'lodash';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { transitionOf } from '../../../core/work/transitions';
import { LEASED_STATES } from '../../../core/work/states';
import type { Language } from '../../../core/words';
import type { CallingMember } from '../shared/caller';
import { read, type Reading } from '../shared/database';
import { findPage, inOrder, placeBefore, type Order, type PageOfIds } from '../shared/first-page';
import {
  aboveOpening,
  claimContextFrom,
  organisationsAs,
  selectClaimContexts,
  type ClaimContext,
} from './claim-context';
import { isDue } from './due-claims';
import { hadPartCondition, isAskedCondition, isNobodyNamedCondition } from './evaluators';
import { claimsOf } from './live-claims';
import { presentClaim } from './present-claim';
import { settleClaims } from './settle-claims';
import { claims, openings, stepEvaluators } from './tables';

type Query = RequestOf<Endpoints['claims.find']>['query'];
type Page = ResponseOf<Endpoints['claims.find']>;

/** How a view is ordered: the newest of mine first, else what has waited or been due longest. */
const ORDERS = {
  mine: { column: 'c.claimed_at', direction: 'desc' },
  'to-evaluate': { column: 'c.submitted_at', direction: 'asc' },
  'to-decide': { column: 'c.claimed_at', direction: 'asc' },
  'past-due': { column: 'c.due_at', direction: 'asc' },
} as const;

/** Later than any claim: year 9999, which both databases can compare with. */
const FAR_FUTURE = new Date('9999-01-01T00:00:00Z');

/** A page of the reader's own claims, or of those that wait for what the reader decides. */
export async function findClaims(
  strapi: Core.Strapi,
  request: { readonly query: Query; readonly reader: CallingMember; readonly language: Language },
): Promise<Page> {
  const { query, reader, language } = request;
  const load = async (reading: Reading) => {
    const { ids, nextCursor } = await findPageOf(reading, query, reader);
    return { reading, nextCursor, found: await loadContexts(reading, ids, reader) };
  };
  let page = await read(strapi, load);

  // A deadline is kept also for the first reader who comes after it.
  const isDueNow = ({ claim }: ClaimContext) => isDue(claim, page.reading.now);
  const due = page.found.filter(isDueNow).map(({ claim }) => claim.id);
  if ((await settleClaims(strapi, due)) > 0) page = await read(strapi, load);

  const { now } = page.reading;
  return {
    data: page.found.map((context) => presentClaim(context, { now, language })),
    nextCursor: page.nextCursor,
  };
}

function findPageOf(reading: Reading, query: Query, reader: CallingMember): Promise<PageOfIds> {
  const { direction } = ORDERS[query.view];
  const narrow = (select: Knex.QueryBuilder) => narrowClaims(select, query);
  const order = { direction, limit: query.limit + 1 };
  return findPage(reading.trx, WAYS[query.view](reading, reader, narrow, order), order);
}

/** In the order of the ids. */
async function loadContexts(
  reading: Reading,
  ids: readonly string[],
  reader: CallingMember,
): Promise<ClaimContext[]> {
  if (ids.length === 0) return [];
  const select = selectClaimContexts(reading, reader).whereIn('c.document_id', [...ids]);
  const found: Record<string, unknown>[] = await select;
  const byId = keyBy(found.map(claimContextFrom), ({ claim }) => claim.id);
  return compact(ids.map((id) => byId[id]));
}

/** Gives of claims (`c`) what the reader asks for, with its place, from where the last page has ended. */
function narrowClaims(select: Knex.QueryBuilder, query: Query): Knex.QueryBuilder {
  const { column, direction } = ORDERS[query.view];
  const { state, dueAfter, dueBefore, cursor } = query;
  void select.select({ id: 'c.document_id', place: column });
  if (state !== undefined) void select.where('c.state', state);
  if (dueAfter !== undefined) void select.where('c.due_at', '>=', new Date(dueAfter));
  if (dueBefore !== undefined) void select.where('c.due_at', '<', new Date(dueBefore));
  if (cursor !== undefined) {
    const [instant, id] = placeBefore(cursor);
    const operator = direction === 'asc' ? '>' : '<';
    void select.whereRaw(`(${column}, c.document_id) ${operator} (?, ?)`, [new Date(instant), id]);
  }
  return select;
}

/** Selects of claims (`c`) that together are a view, each narrowed. */
type Ways = (
  reading: Reading,
  reader: CallingMember,
  narrow: (select: Knex.QueryBuilder) => Knex.QueryBuilder,
  order: Order,
) => readonly Knex.QueryBuilder[];

const WAYS: Readonly<Record<Query['view'], Ways>> = {
  mine: ({ trx }, reader, narrow) => claimsOf(trx, reader).map(narrow),
  'to-evaluate': waysToEvaluate,
  'to-decide': ({ trx }, reader, narrow) =>
    [
      claimsIn(trx).where('c.state', 'applied'),
      claimsIn(trx)
        .whereNotNull('c.withdrawal_asked_at')
        .whereIn('c.state', transitionOf('allowWithdrawal').from),
    ].map((select) => managedOf(trx, narrow(select), reader)),
  'past-due': ({ trx, now }, reader, narrow) =>
    LEASED_STATES.map((state) => {
      const due = claimsIn(trx).where('c.state', state).where('c.due_at', '<=', new Date(now));
      return managedOf(trx, narrow(due), reader);
    }),
};

function claimsIn(trx: Knex): Knex.QueryBuilder {
  return trx(`${claims.name} as c`);
}

/**
 * Leaves of placed claims those on openings of organisations that the reader manages, or below them.
 * The claims come in order, so that only as many are looked up as a page needs: once a plan is kept,
 * PostgreSQL knows nothing of the organisation, takes it for a small one and begins with its openings;
 * of what "is true" it expects half.
 */
function managedOf(trx: Knex, placed: Knex.QueryBuilder, reader: CallingMember): Knex.QueryBuilder {
  const candidates = placed.select('c.opening_id').orderBy(['place', 'id']);
  return trx
    .from(candidates.as('candidate'))
    .join(`${openings.name} as o`, 'o.document_id', 'candidate.opening_id')
    .whereRaw('? is true', [aboveOpening(trx, organisationsAs(reader, 'manager'))])
    .select({ id: 'candidate.id', place: 'candidate.place' });
}

/**
 * What waits at a step that asks the reader by name, what waits in an organisation where the reader
 * evaluates, and what waits below it, where usually somebody nearer is asked.
 */
function waysToEvaluate(
  ...[{ trx }, reader, narrow, order]: Parameters<Ways>
): Knex.QueryBuilder[] {
  const submitted = () => narrow(claimsIn(trx).where('c.state', 'submitted'));
  const named = submitted()
    .join(`${stepEvaluators.name} as asked`, (join) => {
      join.on('asked.terms_id', 'c.terms_id').andOn('asked.step', 'c.step');
    })
    .where('asked.member_id', reader.id)
    .whereNot(hadPartCondition(trx, reader.id));
  const places = organisationsAs(reader, 'evaluator');
  if (places.length === 0) return [named];
  // Nobody is nearer than who evaluates where the step begins. A kept plan takes what waits there for
  // little, and would gather all of it; of what "is true" it expects half, and goes on in order.
  const here = submitted()
    .whereIn('c.evaluating_id', places)
    .whereRaw('(? and not ?) is true', [
      isNobodyNamedCondition(trx),
      hadPartCondition(trx, reader.id),
    ]);
  const below = submitted()
    .whereIn(
      'c.evaluating_id',
      trx('pioneer_organisation_closures')
        .whereIn('ancestor_id', places)
        .where('depth', '>', 0)
        .select('descendant_id'),
    )
    // What would come after a full page need not be looked at, whatever that takes.
    .whereRaw('c.submitted_at <= coalesce((select max(place) from here having count(*) = ?), ?)', [
      order.limit,
      FAR_FUTURE,
    ])
    .where(isAskedCondition(trx, reader.id, places))
    .whereNot(hadPartCondition(trx, reader.id));
  const inPlaces = trx
    .withMaterialized('here', inOrder(here, order))
    .from('here')
    .select(['id', 'place'])
    .unionAll(trx.from(inOrder(below, order).as('below')).select(['id', 'place']));
  return [named, inPlaces];
}
