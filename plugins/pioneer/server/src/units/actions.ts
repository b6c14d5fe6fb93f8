import type { Core } from '@strapi/strapi';
import { importAction } from '../people/import-action';
import { memberOf } from '../shared/caller';
import { transact } from '../shared/database';
import { serve } from '../shared/serve';
import { findSpotAgain } from './change-spot';
import { findSpot, findSpots, getSpotView } from './find-spots';
import { importHouseholds, importSpots } from './import-units';

/** Actions of the content API and the admin panel about what tasks are about. */
export const unitActions = {
  'spots.find': (strapi: Core.Strapi) =>
    serve(strapi, 'spots.find', ({ query }) => findSpots(strapi, query)),
  'spots.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'spots.findOne', async ({ params }) => ({
      data: await findSpot(strapi, params.id),
    })),
  'spots.findAgain': (strapi: Core.Strapi) =>
    serve(strapi, 'spots.findAgain', ({ params, body, caller }) =>
      transact(strapi, async (transaction) => {
        const request = { spotId: params.id, version: body.version, member: memberOf(caller) };
        await findSpotAgain(transaction, request);
        return { data: await getSpotView(transaction, params.id) };
      }),
    ),
  'spots.import': importAction('spots.import', importSpots),
  'households.import': importAction('households.import', importHouseholds),
};
