import type { Core } from '@strapi/strapi';
import type { Subject } from '../../../core/work/terms';
import { repeatJobs, repeatJobsSince } from '../jobs/request-job';
import { dayOf, momentAt } from '../people/town-time';
import { transact, type Transaction } from '../shared/database';
import { recurrences } from './tables';

/** Has dates looked for again that follow from what has changed: the calendar, or posts. */
export async function planAgain(transaction: Transaction): Promise<void> {
  // Jobs before recurrences: the order in which the job takes its locks.
  await repeatJobs(transaction, ['openDates']);
  await transaction
    .trx(recurrences.name)
    .whereNull('ended_at')
    .whereNotNull('planned_through')
    .update({ planned_through: null });
}

/** Has the dates of one task looked for again, by the job that is requested for it. */
export async function planTaskAgain({ trx }: Transaction, { uid, id }: Subject): Promise<void> {
  await trx(recurrences.name)
    .where({ task_uid: uid, task_id: id })
    .whereNull('ended_at')
    .update({ planned_through: null });
}

/** With every new day of the town one more day is to be looked at. */
export async function planNewDay(strapi: Core.Strapi): Promise<void> {
  await transact(strapi, (transaction) => {
    const today = momentAt(strapi, dayOf(strapi, transaction.now));
    return repeatJobsSince(transaction, 'openDates', today);
  });
}
