import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { GapView } from '../../../contract/posts';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { countHolders } from './post-holders';
import { organisationRefFrom, organisationRefSelect } from './refs';
import { organisationClosures, organisations, posts } from './tables';

type Query = RequestOf<Endpoints['gaps.find']>['query'];
type Page = ResponseOf<Endpoints['gaps.find']>;

/** Code of the organisation and title of the post: together they are unique. */
const cursorSchema = z.tuple([z.string(), z.string()]);

/**
 * A page of what lacks holders, by one query: posts that are not full, or organisations of a kind
 * in which nobody holds a post of a title.
 *
 * @param managed where the reader is manager; null for who sees the whole town
 */
export async function findGaps(
  strapi: Core.Strapi,
  query: Query,
  managed: readonly string[] | null,
): Promise<Page> {
  return read(strapi, async (reading) => {
    const { trx } = reading;
    const select = selectGaps(reading, query)
      .orderBy(['o.code', 'p.title'])
      .limit(query.limit + 1)
      .select(organisationRefSelect('o'))
      .select({
        kind: 'o.kind',
        post_id: 'p.document_id',
        title: 'p.title',
        max_holders: 'p.max_holders',
        holders: countHolders(reading),
      });
    if (query.within !== undefined) void select.whereIn(...below(trx, [query.within]));
    if (managed !== null) void select.whereIn(...below(trx, managed));
    if (query.cursor !== undefined) {
      const place = decodeCursor(query.cursor, cursorSchema);
      void select.whereRaw("(o.code, coalesce(p.title, '')) > (?, ?)", place);
    }
    const found: Record<string, unknown>[] = await select;
    const shown = found.slice(0, query.limit).map((row) => presentGap(row, query));
    const last = found[query.limit - 1];
    const hasMore = found.length > query.limit && last !== undefined;
    return { data: shown, nextCursor: hasMore ? encodeCursor(placeOf(last)) : null };
  });
}

function selectGaps(reading: Reading, { kind, title }: Query): Knex.QueryBuilder {
  const { trx } = reading;
  const wants = kind !== undefined && title !== undefined;
  const select = trx(`${organisations.name} as o`).leftJoin(`${posts.name} as p`, (join) => {
    join.on('p.organisation_id', 'o.document_id').onVal('p.is_active', true);
    if (title !== undefined) join.onVal('p.title', title);
  });
  if (kind !== undefined) void select.where('o.kind', kind);
  if (wants) return select.whereRaw('? = 0', [countHolders(reading)]);
  return select.whereNotNull('p.id').whereRaw('? < p.max_holders', [countHolders(reading)]);
}

/** Organisations in these subtrees. */
function below(trx: Knex, ids: readonly string[]): [string, Knex.QueryBuilder] {
  const inside = trx(organisationClosures.name).whereIn('ancestor_id', [...ids]);
  return ['o.document_id', inside.select('descendant_id')];
}

function placeOf(found: Readonly<Record<string, unknown>>): [string, string] {
  return [organisationRefFrom('o', found).code, found.title === null ? '' : String(found.title)];
}

function presentGap(found: Readonly<Record<string, unknown>>, { title = '' }: Query): GapView {
  const hasPost = found.post_id !== null;
  return {
    organisation: organisationRefFrom('o', found),
    kind: String(found.kind),
    title: hasPost ? String(found.title) : title,
    postId: hasPost ? String(found.post_id) : null,
    holders: Number(found.holders),
    maxHolders: hasPost ? Number(found.max_holders) : 1,
  };
}
