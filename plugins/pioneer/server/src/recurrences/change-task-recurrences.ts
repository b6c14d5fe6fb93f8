import type { Schedule } from '../../../contract/recurrences';
import type { Subject } from '../../../core/work/terms';
import { posts } from '../people/tables';
import type { Actor } from '../record/event-table';
import { encodeValues, updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRows } from '../shared/rows';
import { assertSchedule, scheduleOf } from './assert-schedule';
import { assertRuleIsNew } from './assert-rule-is-new';
import { planAgain } from './plan-again';
import { recurrences, type RecurrenceRow } from './tables';

/** What the posts of one title do by one schedule; the schedule that was seen stands for a version. */
interface Request {
  readonly task: Subject;
  readonly title: string;
  readonly actor: Actor;
}

/**
 * Changes the schedule of all posts of a title that have this one. Dates that have an opening stay.
 *
 * @returns for how many posts
 * @throws DomainError RECURRENCE_*, RECURRENCES_CHANGED (nobody has this schedule any more)
 */
export async function editTaskRecurrences(
  transaction: Transaction,
  request: Request & { readonly from: Schedule; readonly to: Schedule },
): Promise<number> {
  const { from, to, actor } = request;
  assertSchedule(to);
  await planAgain(transaction);
  const rows = await lockRunning(transaction, request, from);
  await assertRuleIsNew(transaction, rows, to.rule);
  const happening = { type: 'recurrence.updated', actor };
  await updateAllRecorded(transaction, recurrences, rows, scheduleOf(to), happening);
  return rows.length;
}

/**
 * Makes no more dates by this schedule for posts of a title. Those that have an opening stay, and so
 * do the claims on them.
 *
 * @returns for how many posts
 * @throws DomainError RECURRENCES_CHANGED (nobody has this schedule any more)
 */
export async function endTaskRecurrences(
  transaction: Transaction,
  request: Request & { readonly schedule: Schedule },
): Promise<number> {
  const rows = await lockRunning(transaction, request, request.schedule);
  const happening = { type: 'recurrence.ended', actor: request.actor };
  await updateAllRecorded(transaction, recurrences, rows, { endedAt: transaction.now }, happening);
  return rows.length;
}

/** What runs by exactly this schedule, locked. */
async function lockRunning(
  transaction: Transaction,
  { task, title }: Request,
  schedule: Schedule,
): Promise<RecurrenceRow[]> {
  const titled = transaction.trx(posts.name).where({ title }).select('document_id');
  const exact = { taskUid: task.uid, taskId: task.id, ...scheduleOf(schedule) };
  const found = await findRows(
    transaction,
    recurrences,
    (select) =>
      select
        .where(encodeValues(recurrences, exact))
        .whereNull('x.ended_at')
        .whereIn('x.post_id', titled),
    { isLocked: true },
  );
  if (found.length === 0) throw new DomainError('RECURRENCES_CHANGED', { title });
  return found;
}
