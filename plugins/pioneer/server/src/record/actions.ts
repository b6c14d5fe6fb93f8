import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { serve } from '../shared/serve';
import { findHeads } from './find-heads';
import { findOrganisationStatistics, findStatistics } from './find-statistics';

/** How long anybody may keep statistics: with the reader's second they stay fresh enough. */
const MAX_AGE_SECONDS = 2;

/** Whoever says who they are has told caches already to keep nothing. */
function letCachesKeep(ctx: Context): void {
  if (ctx.get('Authorization') !== '') return;
  ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
}

/** Actions about what follows from the record. */
export const recordActions = {
  'record.findHeads': (strapi: Core.Strapi) =>
    serve(strapi, 'record.findHeads', async ({ query }) => ({
      data: await findHeads(strapi, query.before),
    })),
  'statistics.find': (strapi: Core.Strapi) =>
    serve(strapi, 'statistics.find', async ({ query, ctx }) => {
      const data = await findStatistics(strapi, query);
      letCachesKeep(ctx);
      return { data };
    }),
  'statistics.findOrganisations': (strapi: Core.Strapi) =>
    serve(strapi, 'statistics.findOrganisations', async ({ query, ctx }) => {
      const page = await findOrganisationStatistics(strapi, query);
      letCachesKeep(ctx);
      return page;
    }),
};
