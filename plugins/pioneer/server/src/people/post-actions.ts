import type { Core } from '@strapi/strapi';
import { administratorOf, memberOf } from '../shared/caller';
import { transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { serve } from '../shared/serve';
import { appointHolder } from './appoint-holder';
import { dismissHolder } from './dismiss-holder';
import { findCalendar, findYear } from './find-calendar';
import { findGaps } from './find-gaps';
import { findPost, findPosts } from './find-posts';
import { importCalendar } from './import-calendar';
import { importPosts } from './import-posts';
import { presentOutcome, transactImport } from './import-rows';

/** Actions of the content API and the admin panel about posts, who holds them, and the town's calendar. */
export const postActions = {
  'posts.find': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.find', ({ query, caller }) =>
      findPosts(strapi, { query, reader: caller.member }),
    ),
  'posts.appoint': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.appoint', async ({ params: { id }, body, caller }) => {
      const manager = memberOf(caller);
      const request = { postId: id, ...body, manager };
      const data = await transact(strapi, async (transaction) => {
        await appointHolder(strapi, transaction, request);
        return findPost(transaction, id, manager);
      });
      return { data };
    }),
  'posts.dismiss': (strapi: Core.Strapi) =>
    serve(strapi, 'posts.dismiss', async ({ params: { id }, body, caller }) => {
      const manager = memberOf(caller);
      const request = { postId: id, ...body, manager };
      const data = await transact(strapi, async (transaction) => {
        await dismissHolder(transaction, request);
        return findPost(transaction, id, manager);
      });
      return { data };
    }),
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
    serve(strapi, 'calendar.findYear', async ({ params }) => ({
      data: await findYear(strapi, params),
    })),
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
