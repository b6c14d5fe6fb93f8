import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { logRoles } from '../access-log/log-roles';
import { showPeople } from '../masking/show-people';
import { actorOf, administratorOf, memberOf, type Caller } from '../shared/caller';
import { transact, type Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { serve } from '../shared/serve';
import { appointHolder, type Appointer } from './appoint-holder';
import { dismissHolder } from './dismiss-holder';
import { findCalendar } from './find-calendar';
import { findGaps } from './find-gaps';
import { findPost, findPosts, type Viewer } from './find-posts';
import { importAction } from './import-action';
import { importCalendar } from './import-calendar';
import { importPosts } from './import-posts';

function memberAppointer(caller: Caller): Appointer {
  const member = memberOf(caller);
  return { reader: member, actor: actorOf(member) };
}

function administratorAppointer(caller: Caller): Appointer {
  return { reader: 'administrator', actor: administratorOf(caller) };
}

/** A request of whoever appoints or dismisses. */
interface Asked {
  readonly caller: Caller;
  readonly ctx: Context;
}

/** An appointment or a dismissal, logged, and the post as it is afterwards, in one transaction. */
function change(
  strapi: Core.Strapi,
  asked: Asked & { readonly postId: string; readonly viewer: Viewer },
  act: (transaction: Transaction) => Promise<{ readonly memberId: string }>,
) {
  const { postId, viewer, caller, ctx } = asked;
  return transact(strapi, async (transaction) => {
    const { memberId } = await act(transaction);
    const data = await findPost(transaction, postId, viewer);
    const subject = { type: 'member', id: memberId };
    await logRoles(strapi, transaction, { caller, ctx, subject, details: { postId } });
    return { data };
  });
}

function appoint(
  strapi: Core.Strapi,
  asked: Asked & { readonly viewer: Viewer },
  request: Parameters<typeof appointHolder>[2],
) {
  return change(strapi, { ...asked, postId: request.postId }, (transaction) =>
    appointHolder(strapi, transaction, request),
  );
}

function dismiss(
  strapi: Core.Strapi,
  asked: Asked & { readonly viewer: Viewer },
  request: Parameters<typeof dismissHolder>[1],
) {
  return change(strapi, { ...asked, postId: request.postId }, (transaction) =>
    dismissHolder(transaction, request),
  );
}

/** Actions of the content API and the admin panel about posts, who holds them, and the town's calendar. */
export const postActions = {
  'posts.find': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.find', ({ query, caller }) =>
      findPosts(strapi, { query, viewer: caller.member }),
    ),
  'posts.appoint': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.appoint', ({ params, body, caller, ctx }) => {
      const request = { postId: params.id, ...body, by: memberAppointer(caller) };
      return appoint(strapi, { caller, ctx, viewer: memberOf(caller) }, request);
    }),
  'posts.dismiss': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.dismiss', ({ params, body, caller, ctx }) => {
      const request = { postId: params.id, ...body, by: memberAppointer(caller) };
      return dismiss(strapi, { caller, ctx, viewer: memberOf(caller) }, request);
    }),
  'holders.find': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.find', ({ query, ...asked }) =>
      showPeople(strapi, asked, (people) => findPosts(strapi, { query, viewer: people })),
    ),
  'holders.appoint': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.appoint', ({ params, body, caller, ctx }) => {
      const request = { postId: params.id, ...body, by: administratorAppointer(caller) };
      return showPeople(strapi, { caller, ctx }, (viewer) =>
        appoint(strapi, { caller, ctx, viewer }, request),
      );
    }),
  'holders.dismiss': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.dismiss', ({ params, body, caller, ctx }) => {
      const request = { postId: params.id, ...body, by: administratorAppointer(caller) };
      return showPeople(strapi, { caller, ctx }, (viewer) =>
        dismiss(strapi, { caller, ctx, viewer }, request),
      );
    }),
  'posts.findGaps': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.findGaps', ({ query, caller }) => {
      const managed = memberOf(caller)
        .memberships.filter(({ role }) => role === 'manager')
        .map(({ organisationId }) => organisationId);
      if (managed.length === 0) throw new DomainError('GAPS_FOR_MANAGERS');
      return findGaps(strapi, query, managed);
    }),
  'posts.import': importAction('posts.import', importPosts),
  'calendar.find': (strapi: Core.Strapi) =>
    serve(strapi, 'calendar.find', async ({ query }) => ({
      data: await findCalendar(strapi, query),
    })),
  'calendar.findYear': (strapi: Core.Strapi) =>
    serve(strapi, 'calendar.findYear', async ({ query: { year } }) => {
      const days = await findCalendar(strapi, { from: `${year}-01-01`, to: `${year}-12-31` });
      return { data: days.filter(({ kind }) => kind !== 'usual') };
    }),
  'calendar.import': importAction('calendar.import', importCalendar),
  'gaps.find': (strapi: Core.Strapi) =>
    serve(strapi, 'gaps.find', ({ query }) => findGaps(strapi, query, null)),
};
