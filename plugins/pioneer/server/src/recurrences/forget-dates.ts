import type { Subject } from '../../../core/work/terms';
import type { Actor } from '../record/event-table';
import { deleteAllRecorded, updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { dueDates, recurrences } from './tables';

/** Ends what recurs of a deleted task, and removes the dates, whose openings are gone with it. */
export async function forgetDates(
  transaction: Transaction,
  { uid, id }: Subject,
  actor: Actor,
): Promise<void> {
  const { trx, now } = transaction;
  const all: Record<string, unknown>[] = await trx(`${recurrences.name} as r`)
    .where({ 'r.task_uid': uid, 'r.task_id': id })
    .orderBy('r.id')
    .select(selectOf(recurrences, 'r'))
    .forUpdate();
  const rows = all.map((row) => rowIn(recurrences, 'r', row));
  const made: Record<string, unknown>[] = await trx(`${dueDates.name} as d`)
    .whereIn(
      'd.recurrence_id',
      rows.map((row) => row.id),
    )
    .select(selectOf(dueDates, 'd'));
  const dates = made.map((row) => rowIn(dueDates, 'd', row));
  await deleteAllRecorded(transaction, dueDates, dates, { type: 'dueDate.deleted', actor });
  const running = rows.filter(({ endedAt }) => endedAt === null);
  const ended = { type: 'recurrence.ended', actor };
  await updateAllRecorded(transaction, recurrences, running, { endedAt: now }, ended);
}
