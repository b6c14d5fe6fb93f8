import type { Core } from '@strapi/strapi';
import { administratorOf } from '../shared/caller';
import { transact } from '../shared/database';
import { serve } from '../shared/serve';
import { addRecurrence, addRecurrences } from './add-recurrence';
import { editTaskRecurrences, endTaskRecurrences } from './change-task-recurrences';
import { editRecurrence, endRecurrence } from './edit-recurrence';
import { findRecurrence, findRecurrences } from './find-recurrences';
import { findTaskRecurrences } from './find-task-recurrences';

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
  'tasks.findRecurrences': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.findRecurrences', async ({ params: task }) => {
      return { data: await findTaskRecurrences(strapi, task) };
    }),
  'tasks.addRecurrences': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.addRecurrences', async ({ params: task, body, caller }) => {
      const request = { ...body, task, actor: administratorOf(caller) };
      const data = await transact(strapi, (transaction) =>
        addRecurrences(strapi, transaction, request),
      );
      return { data };
    }),
  'tasks.editRecurrences': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.editRecurrences', async ({ params: task, body, caller }) => {
      const request = { ...body, task, actor: administratorOf(caller) };
      const changed = await transact(strapi, (transaction) =>
        editTaskRecurrences(transaction, request),
      );
      return { data: { changed } };
    }),
  'tasks.endRecurrences': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.endRecurrences', async ({ params: task, body, caller }) => {
      const request = { ...body, task, actor: administratorOf(caller) };
      const ended = await transact(strapi, (transaction) =>
        endTaskRecurrences(transaction, request),
      );
      return { data: { ended } };
    }),
};
