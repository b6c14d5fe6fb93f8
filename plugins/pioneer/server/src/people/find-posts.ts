import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { HoldingView, PostView } from '../../../contract/posts';
import { isoOf, isoOrNull } from '../../../core/time';
import { nameFor } from '../masking/show-person';
import type { People } from '../masking/show-people';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import {
  countHolders,
  isNearCondition,
  mayAppointCondition,
  whereHeld,
  type PostReader,
} from './post-holders';
import { organisationRefFrom, organisationRefSelect } from './refs';
import { members, organisationClosures, organisations, postHoldings, posts } from './tables';

type Query = RequestOf<Endpoints['posts.find']>['query'];
type Page = ResponseOf<Endpoints['posts.find']>;

/** Code of the organisation and title: together they are unique. */
const cursorSchema = z.tuple([z.string(), z.string()]);

/** Who looks at posts, and how an administrator sees the people who hold them. */
export type Viewer = Exclude<PostReader, 'administrator'> | People;

/** A page of the posts in use, with the names of their holders for all but the public. */
export async function findPosts(
  strapi: Core.Strapi,
  request: { readonly query: Query; readonly viewer: Viewer },
): Promise<Page> {
  const { query, viewer } = request;
  return read(strapi, async (reading) => {
    const { trx } = reading;
    const select = selectPosts(reading, readerOf(viewer))
      .where('p.is_active', true)
      .orderBy(['o.code', 'p.title'])
      .limit(query.limit + 1);
    if (query.within !== undefined) {
      const inside = trx(organisationClosures.name).where('ancestor_id', query.within);
      void select.whereIn('p.organisation_id', inside.select('descendant_id'));
    }
    if (query.cursor !== undefined) {
      const place = decodeCursor(query.cursor, cursorSchema);
      void select.whereRaw('(o.code, p.title) > (?, ?)', place);
    }
    const found: Record<string, unknown>[] = await select;
    const shown = await present(reading, found.slice(0, query.limit), viewer);
    const last = shown.at(-1);
    const hasMore = found.length > query.limit && last !== undefined;
    const nextCursor = hasMore ? encodeCursor([last.organisation.code, last.title]) : null;
    return { data: shown, nextCursor };
  });
}

/** One post as this reader sees it. @throws DomainError NOT_FOUND */
export async function findPost(reading: Reading, id: string, viewer: Viewer): Promise<PostView> {
  const found: Record<string, unknown>[] = await selectPosts(reading, readerOf(viewer)).where(
    'p.document_id',
    id,
  );
  const [post] = await present(reading, found, viewer);
  if (post === undefined) throw new DomainError('NOT_FOUND');
  return post;
}

function selectPosts(reading: Reading, reader: PostReader): Knex.QueryBuilder {
  const { trx } = reading;
  return trx(`${posts.name} as p`)
    .join(`${organisations.name} as o`, 'o.document_id', 'p.organisation_id')
    .select(selectOf(trx, posts, 'p'))
    .select(organisationRefSelect('o'))
    .select({
      holders: countHolders(reading),
      may_appoint: mayAppointCondition(trx, reader),
      is_near: isNearCondition(trx, reader),
    });
}

async function present(
  reading: Reading,
  found: readonly Record<string, unknown>[],
  viewer: Viewer,
): Promise<PostView[]> {
  const rows = found.map((row) => ({ row, post: rowIn(posts, 'p', row) }));
  const ids = rows.map(({ post }) => post.id);
  const heldBy = viewer === null ? null : await findHoldings(reading, ids);
  return rows.map(({ row, post }) => {
    const { id, title, duties, appointers, maxHolders, termMonths } = post;
    return {
      id,
      organisation: organisationRefFrom('o', row),
      title,
      duties,
      appointers,
      maxHolders,
      termMonths,
      holders: Number(row.holders),
      heldBy:
        heldBy?.get(id)?.map(({ member, ...holding }) => ({
          ...holding,
          member: { id: member.id, name: nameOf(member, viewer, Boolean(row.is_near)) },
        })) ?? (heldBy === null ? null : []),
      mayAppoint: Boolean(row.may_appoint),
    };
  });
}

function isAdministrators(viewer: Viewer): viewer is People {
  return viewer !== null && 'isNamed' in viewer;
}

function readerOf(viewer: Viewer): PostReader {
  return isAdministrators(viewer) ? 'administrator' : viewer;
}

function nameOf(member: HoldingView['member'], viewer: Viewer, isNear: boolean): string {
  if (isAdministrators(viewer)) return viewer.name(member);
  if (viewer === null) return nameFor('public', member.name);
  if (viewer.id === member.id) return nameFor('self', member.name);
  return nameFor(isNear ? 'post' : 'member', member.name);
}

/** Who holds these posts now, by post, in the order of their appointment. */
async function findHoldings(
  { trx, now }: Reading,
  postIds: readonly string[],
): Promise<Map<string, HoldingView[]>> {
  const held = trx(`${postHoldings.name} as h`)
    .join(`${members.name} as m`, 'm.document_id', 'h.member_id')
    .whereIn('h.post_id', [...postIds])
    .orderBy(['h.since', 'h.id'])
    .select(selectOf(trx, postHoldings, 'h'))
    .select({ member_name: 'm.name' });
  const found: Record<string, unknown>[] = await whereHeld(held, now);
  const byPost = new Map<string, HoldingView[]>();
  for (const row of found) {
    const { id, version, postId, memberId, since, until } = rowIn(postHoldings, 'h', row);
    const holding = {
      id,
      version,
      member: { id: memberId, name: String(row.member_name) },
      since: isoOf(since),
      until: isoOrNull(until),
    };
    byPost.set(postId, [...(byPost.get(postId) ?? []), holding]);
  }
  return byPost;
}
