import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { transitionOf } from '../../../core/work/transitions';
import { LEASED_STATES } from '../../../core/work/states';
import type { Language } from '../../../core/words';
import type { CallingMember } from '../shared/caller';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import {
  aboveOpening,
  claimantCondition,
  claimContextFrom,
  organisationsAs,
  selectClaimContexts,
  type ClaimContext,
} from './claim-context';
import { hadPartCondition, isAskedCondition } from './evaluators';
import { presentClaim } from './present-claim';
import { isDue, settleClaims } from './settle-claims';
import type { ClaimRow } from './tables';

type Query = RequestOf<Endpoints['claims.find']>['query'];
type Page = ResponseOf<Endpoints['claims.find']>;

/** How a view is ordered: the newest of mine first, else what has waited or been due longest. */
const ORDERS = {
  mine: { column: 'c.claimed_at', direction: 'desc', key: (claim: ClaimRow) => claim.claimedAt },
  'to-evaluate': {
    column: 'c.submitted_at',
    direction: 'asc',
    key: (claim: ClaimRow) => claim.submittedAt ?? 0,
  },
  'to-decide': {
    column: 'c.claimed_at',
    direction: 'asc',
    key: (claim: ClaimRow) => claim.claimedAt,
  },
  'past-due': {
    column: 'c.due_at',
    direction: 'asc',
    key: (claim: ClaimRow) => claim.dueAt ?? 0,
  },
} as const;

const cursorSchema = z.tuple([z.number(), z.string()]);

/** A page of the reader's own claims, or of those that wait for what the reader decides. */
export async function findClaims(
  strapi: Core.Strapi,
  request: { readonly query: Query; readonly reader: CallingMember; readonly language: Language },
): Promise<Page> {
  const { query, reader, language } = request;
  const load = async (reading: Reading) => ({
    reading,
    page: await loadPage(reading, query, reader),
  });
  let { reading, page } = await read(strapi, load);

  // A deadline is kept also for the first reader who comes after it.
  const due = page.filter(({ claim }) => isDue(claim, reading)).map(({ claim }) => claim.id);
  if ((await settleClaims(strapi, due)) > 0) ({ reading, page } = await read(strapi, load));

  const { now } = reading;
  const shown = page.slice(0, query.limit);
  const last = shown.at(-1)?.claim;
  const hasMore = page.length > query.limit && last !== undefined;
  return {
    data: shown.map((context) => presentClaim(context, { now, language })),
    nextCursor: hasMore ? encodeCursor([ORDERS[query.view].key(last), last.id]) : null,
  };
}

/** One more than asked for, which tells whether there is another page. */
async function loadPage(
  reading: Reading,
  query: Query,
  reader: CallingMember,
): Promise<ClaimContext[]> {
  const { column, direction } = ORDERS[query.view];
  const select = selectClaimContexts(reading, reader)
    .where((view) => void inView(view, reading, query.view, reader))
    .orderBy([
      { column, order: direction },
      { column: 'c.document_id', order: direction },
    ])
    .limit(query.limit + 1);
  if (query.state !== undefined) void select.where('c.state', query.state);
  if (query.dueAfter !== undefined) void select.where('c.due_at', '>=', new Date(query.dueAfter));
  if (query.dueBefore !== undefined) void select.where('c.due_at', '<', new Date(query.dueBefore));
  if (query.cursor !== undefined) {
    const [instant, id] = decodeCursor(query.cursor, cursorSchema);
    const operator = direction === 'asc' ? '>' : '<';
    void select.whereRaw(`(${column}, c.document_id) ${operator} (?, ?)`, [new Date(instant), id]);
  }
  const found: Record<string, unknown>[] = await select;
  return found.map(claimContextFrom);
}

function inView(
  select: Knex.QueryBuilder,
  { trx, now }: Reading,
  view: Query['view'],
  reader: CallingMember,
): Knex.QueryBuilder {
  if (view === 'mine') return select.where(claimantCondition(trx, reader));
  const isManager = aboveOpening(trx, organisationsAs(reader, 'manager'));
  if (view === 'past-due') {
    return select
      .where(isManager)
      .whereIn('c.state', [...LEASED_STATES])
      .where('c.due_at', '<=', new Date(now));
  }
  if (view === 'to-decide') {
    return select.where(isManager).where((waiting) => {
      void waiting.where('c.state', 'applied').orWhere((asked) => {
        void asked
          .whereNotNull('c.withdrawal_asked_at')
          .whereIn('c.state', transitionOf('allowWithdrawal').from);
      });
    });
  }
  return select
    .where('c.state', 'submitted')
    .where(isAskedCondition(trx, reader.id, organisationsAs(reader, 'evaluator')))
    .whereNot(hadPartCondition(trx, reader.id));
}
