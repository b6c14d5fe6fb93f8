import type { Core } from '@strapi/strapi';
import { presentOutcome, transactImport } from '../people/import-rows';
import { administratorOf, memberOf } from '../shared/caller';
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
  'spots.import': (strapi: Core.Strapi) =>
    serve(strapi, 'spots.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importSpots(transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
  'households.import': (strapi: Core.Strapi) =>
    serve(strapi, 'households.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importHouseholds(transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
};
