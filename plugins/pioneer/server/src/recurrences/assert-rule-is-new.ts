import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { recurrences, type RecurrenceRow } from './tables';

/**
 * No post does a task twice by one rule: a change must not make it so either.
 *
 * @param rows what is to have the rule from now on, all of one task
 * @throws DomainError RECURRENCE_RUNS
 */
export async function assertRuleIsNew(
  { trx }: Transaction,
  rows: readonly RecurrenceRow[],
  rule: string,
): Promise<void> {
  const [one] = rows;
  if (one === undefined) return;
  const twin = await trx(recurrences.name)
    .where({ task_uid: one.taskUid, task_id: one.taskId, rule })
    .whereNull('ended_at')
    .whereIn(
      'post_id',
      rows.map(({ postId }) => postId),
    )
    .whereNotIn(
      'document_id',
      rows.map(({ id }) => id),
    )
    .first<object | undefined>('id');
  if (twin !== undefined) throw new DomainError('RECURRENCE_RUNS');
}
