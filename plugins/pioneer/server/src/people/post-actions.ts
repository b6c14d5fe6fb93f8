import type { Core } from '@strapi/strapi';
import { actorOf, administratorOf, memberOf, type Caller } from '../shared/caller';
import { transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { serve } from '../shared/serve';
import { appointHolder, type Appointer } from './appoint-holder';
import { dismissHolder } from './dismiss-holder';
import { findCalendar } from './find-calendar';
import { findGaps } from './find-gaps';
import { findPost, findPosts } from './find-posts';
import { importCalendar } from './import-calendar';
import { importPosts } from './import-posts';
import { presentOutcome, transactImport } from './import-rows';

function memberAppointer(caller: Caller): Appointer {
  const member = memberOf(caller);
  return { reader: member, actor: actorOf(member) };
}

function administratorAppointer(caller: Caller): Appointer {
  return { reader: 'administrator', actor: administratorOf(caller) };
}

/** An appointment and the post as it is afterwards, in one transaction. */
function appoint(strapi: Core.Strapi, request: Parameters<typeof appointHolder>[2]) {
  return transact(strapi, async (transaction) => {
    await appointHolder(strapi, transaction, request);
    return { data: await findPost(transaction, request.postId, request.by.reader) };
  });
}

function dismiss(strapi: Core.Strapi, request: Parameters<typeof dismissHolder>[1]) {
  return transact(strapi, async (transaction) => {
    await dismissHolder(transaction, request);
    return { data: await findPost(transaction, request.postId, request.by.reader) };
  });
}

/** Actions of the content API and the admin panel about posts, who holds them, and the town's calendar. */
export const postActions = {
  'posts.find': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.find', ({ query, caller }) =>
      findPosts(strapi, { query, reader: caller.member }),
    ),
  'posts.appoint': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.appoint', ({ params, body, caller }) =>
      appoint(strapi, { postId: params.id, ...body, by: memberAppointer(caller) }),
    ),
  'posts.dismiss': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.dismiss', ({ params, body, caller }) =>
      dismiss(strapi, { postId: params.id, ...body, by: memberAppointer(caller) }),
    ),
  'holders.find': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.find', ({ query }) =>
      findPosts(strapi, { query, reader: 'administrator' }),
    ),
  'holders.appoint': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.appoint', ({ params, body, caller }) =>
      appoint(strapi, { postId: params.id, ...body, by: administratorAppointer(caller) }),
    ),
  'holders.dismiss': (strapi: Core.Strapi) =>
    serve(strapi, 'holders.dismiss', ({ params, body, caller }) =>
      dismiss(strapi, { postId: params.id, ...body, by: administratorAppointer(caller) }),
    ),
  'posts.findGaps': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.findGaps', ({ query, caller }) => {
      const managed = memberOf(caller)
        .memberships.filter(({ role }) => role === 'manager')
        .map(({ organisationId }) => organisationId);
      if (managed.length === 0) throw new DomainError('GAPS_FOR_MANAGERS');
      return findGaps(strapi, query, managed);
    }),
  'posts.import': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importPosts(transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
  'calendar.find': (strapi: Core.Strapi) =>
    serve(strapi, 'calendar.find', async ({ query }) => ({
      data: await findCalendar(strapi, query),
    })),
  'calendar.findYear': (strapi: Core.Strapi) =>
    serve(strapi, 'calendar.findYear', async ({ query: { year } }) => {
      const days = await findCalendar(strapi, { from: `${year}-01-01`, to: `${year}-12-31` });
      return { data: days.filter(({ kind }) => kind !== 'usual') };
    }),
  'calendar.import': (strapi: Core.Strapi) =>
    serve(strapi, 'calendar.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importCalendar(transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
  'gaps.find': (strapi: Core.Strapi) =>
    serve(strapi, 'gaps.find', ({ query }) => findGaps(strapi, query, null)),
};
