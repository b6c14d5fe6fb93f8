import type { Core } from '@strapi/strapi';
import { administratorOf } from '../shared/caller';
import { serve } from '../shared/serve';
import { findAccesses } from './find-accesses';
import { originOf } from './origin';
import { logOrRefuse } from './write-access';

/** Actions of the admin panel about the access log. */
export const accessLogActions = {
  'accessLog.find': (strapi: Core.Strapi) =>
    serve(strapi, 'accessLog.find', async ({ query, caller, ctx }) => {
      const page = await findAccesses(strapi, query);
      await logOrRefuse(strapi, {
        kind: 'logRead',
        actor: administratorOf(caller),
        origin: originOf(ctx),
        isSuccess: true,
        details: { entries: page.data.length, ...namesOf(query) },
      });
      return page;
    }),
};

/** What was looked for, as far as it was: the filters by name and value. */
function namesOf({ cursor: _cursor, limit: _limit, ...filters }: Record<string, unknown>) {
  return { filters: Object.fromEntries(Object.entries(filters).map(([k, v]) => [k, String(v)])) };
}
