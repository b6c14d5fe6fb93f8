import type { Subject } from '../../../core/work/terms';
import type { Actor } from '../record/event-table';
import { deleteAllRecorded, updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
import { dueDates, recurrences } from './tables';

/** Ends what recurs of a deleted task, and removes the dates, whose openings are gone with it. */
export async function forgetDates(
  transaction: Transaction,
  { uid, id }: Subject,
  actor: Actor,
): Promise<void> {
  const { now } = transaction;
  const ofTask = { taskUid: uid, taskId: id };
  const rows = await findRows(transaction, recurrences, ofTask, { isLocked: true });
  const ids = rows.map((row) => row.id);
  const dates = await findRows(transaction, dueDates, (select) =>
    select.whereIn('x.recurrence_id', ids),
  );
  await deleteAllRecorded(transaction, dueDates, dates, { type: 'dueDate.deleted', actor });
  const running = rows.filter(({ endedAt }) => endedAt === null);
  const ended = { type: 'recurrence.ended', actor };
  await updateAllRecorded(transaction, recurrences, running, { endedAt: now }, ended);
}
