import { DONE_STATES } from '../../../core/work/states';
import type { Core } from '@strapi/strapi';
import type { Subject } from '../../../core/work/terms';
import { dropJobs } from '../jobs/request-job';
import type { Actor } from '../record/event-table';
import { updateAllRecorded } from '../record/recorded-writes';
import { countOf, transact, type Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { assertTaskType } from './parts';
import { claims, openings } from './tables';
import { lockOpenings } from './update-openings';

/** How much was archived. */
interface Archived {
  readonly tasks: number;
  readonly openings: number;
}

/**
 * Archives a task: its openings are closed for good, and it is taken off the site. What was done
 * stays, and so does the record; publishing the task opens it again.
 *
 * @throws DomainError NOT_FOUND, TASK_HAS_LIVE_CLAIMS
 */
export async function archiveTask(
  strapi: Core.Strapi,
  task: Subject,
  actor: Actor,
): Promise<Archived> {
  assertTaskType(strapi, task.uid);
  return transact(strapi, (transaction) => archive(strapi, transaction, [task], actor));
}

/**
 * Archives all tasks of a drive, or none of them.
 *
 * @throws DomainError NOT_FOUND (the drive has no tasks), TASK_HAS_LIVE_CLAIMS
 */
export async function archiveDrive(
  strapi: Core.Strapi,
  driveId: string,
  actor: Actor,
): Promise<Archived> {
  return transact(strapi, async (transaction) => {
    const tasks: Subject[] = await transaction
      .trx(openings.name)
      .where({ drive_id: driveId })
      .orderBy(['task_uid', 'task_id'])
      .distinct({ uid: 'task_uid', id: 'task_id' });
    if (tasks.length === 0) throw new DomainError('NOT_FOUND');
    return archive(strapi, transaction, tasks, actor);
  });
}

async function archive(
  strapi: Core.Strapi,
  transaction: Transaction,
  tasks: readonly Subject[],
  actor: Actor,
): Promise<Archived> {
  const happening = { type: 'opening.archived', actor };
  let count = 0;
  for (const task of tasks) {
    await dropJobs(transaction, task);
    const rows = await lockOpenings(transaction, task);
    await assertNobodyWorks(transaction, task);
    const living = rows.filter(({ state }) => state !== 'archived');
    await updateAllRecorded(transaction, openings, living, { state: 'archived' }, happening);
    count += living.length;
    // The types of the project are not known here; the parts check has seen these attributes.
    await strapi.documents(task.uid as never).unpublish({ documentId: task.id } as never);
  }
  return { tasks: tasks.length, openings: count };
}

/** With the openings locked, nobody begins meanwhile. */
async function assertNobodyWorks({ trx }: Transaction, { uid, id }: Subject): Promise<void> {
  const running = await countOf(
    trx(`${claims.name} as c`)
      .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
      .where({ 'o.task_uid': uid, 'o.task_id': id })
      .whereNotNull('c.live_key')
      .whereNotIn('c.state', [...DONE_STATES]),
  );
  if (running > 0) throw new DomainError('TASK_HAS_LIVE_CLAIMS', { claims: running });
}
