import type { Core } from '@strapi/strapi';
import { administratorOf } from '../shared/caller';
import { transact } from '../shared/database';
import { serve } from '../shared/serve';
import { addRecurrence } from './add-recurrence';
import { editRecurrence, endRecurrence } from './edit-recurrence';
import { findRecurrence, findRecurrences } from './find-recurrences';

/** Actions of the admin panel about the recurring work of posts. */
export const recurrenceActions = {
  'recurrences.find': (strapi: Core.Strapi) =>
    serve(strapi, 'recurrences.find', ({ query }) => findRecurrences(strapi, query)),
  'recurrences.add': (strapi: Core.Strapi) =>
    serve(strapi, 'recurrences.add', async ({ body, caller }) => {
      const request = { ...body, actor: administratorOf(caller) };
      const id = await transact(strapi, (transaction) =>
        addRecurrence(strapi, transaction, request),
      );
      return { data: await findRecurrence(strapi, id) };
    }),
  'recurrences.edit': (strapi: Core.Strapi) =>
    serve(strapi, 'recurrences.edit', async ({ params: { id }, body, caller }) => {
      const request = { id, ...body, actor: administratorOf(caller) };
      await transact(strapi, (transaction) => editRecurrence(transaction, request));
      return { data: await findRecurrence(strapi, id) };
    }),
  'recurrences.end': (strapi: Core.Strapi) =>
    serve(strapi, 'recurrences.end', async ({ params: { id }, body, caller }) => {
      const request = { id, ...body, actor: administratorOf(caller) };
      await transact(strapi, (transaction) => endRecurrence(transaction, request));
      return { data: await findRecurrence(strapi, id) };
    }),
};
