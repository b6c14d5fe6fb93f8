import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Schedule } from '../../../contract/recurrences';
import {
  findDatedTaskRefusal,
  findRecurrenceRefusal,
} from '../../../core/recurrences/find-recurrence-refusal';
import type { EvaluationStep } from '../../../core/work/steps';
import type { Subject } from '../../../core/work/terms';
import { organisationClosures, organisations, posts } from '../people/tables';
import type { Actor } from '../record/event-table';
import { insertAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow, rowIn, selectOf } from '../shared/rows';
import { findStepsRefusals } from '../work/evaluators';
import { assertTaskType } from '../work/parts';
import { resolveTask } from '../work/published-task';
import { assertSchedule, scheduleOf } from './assert-schedule';
import { planAgain } from './plan-again';
import { selectRunning } from './select-running';
import { recurrences } from './tables';

interface Request extends Schedule {
  readonly task: Subject;
  readonly actor: Actor;
}

interface OfTitle extends Request {
  readonly title: string;
  /** Posts of this organisation and everything below it; of the task's own when it is left out. */
  readonly organisationId?: string | undefined;
}

/**
 * Has a post do a task again and again. The dates of the next days are made at once, by a job.
 *
 * @returns the id of the recurrence
 * @throws DomainError NOT_FOUND (no such post or task), RECURRENCE_*, TASK_STEP_WITHOUT_LEVEL
 */
export async function addRecurrence(
  strapi: Core.Strapi,
  transaction: Transaction,
  request: Request & { readonly postId: string },
): Promise<string> {
  assertSchedule(request);
  const task = await resolveDatedTask(strapi, transaction, request.task);
  const post = selectPosts(transaction, task).where('p.document_id', request.postId);
  const { ids, found } = await recur(transaction, request, { task, posts: post });
  const [id] = ids;
  if (id === undefined) throw new DomainError(found === 0 ? 'NOT_FOUND' : 'RECURRENCE_RUNS');
  return id;
}

/**
 * The same for all posts in use of one title. Those that do the task by this rule already are left
 * as they are.
 *
 * @returns how many were added, and for how many the rule was running
 * @throws DomainError NOT_FOUND, RECURRENCE_*, TASK_STEP_WITHOUT_LEVEL
 */
export async function addRecurrences(
  strapi: Core.Strapi,
  transaction: Transaction,
  request: OfTitle,
): Promise<{ readonly added: number; readonly running: number }> {
  assertSchedule(request);
  const task = await resolveDatedTask(strapi, transaction, request.task);
  const { title, organisationId = task.organisationId } = request;
  const inside = transaction.trx(organisationClosures.name).where('ancestor_id', organisationId);
  const titled = selectPosts(transaction, task)
    .where({ 'p.title': title, 'p.is_active': true })
    .whereIn('p.organisation_id', inside.select('descendant_id'));
  const { ids, found } = await recur(transaction, request, { task, posts: titled });
  if (found === 0) throw new DomainError('RECURRENCE_WITHOUT_POSTS', { title });
  return { added: ids.length, running: found - ids.length };
}

/** A task of dates as it is published. */
interface DatedTask {
  readonly organisationId: string;
  readonly steps: readonly EvaluationStep[];
}

/** @throws DomainError NOT_FOUND (no type of tasks), RECURRENCE_TASK_* */
async function resolveDatedTask(
  strapi: Core.Strapi,
  transaction: Transaction,
  task: Subject,
): Promise<DatedTask> {
  assertTaskType(strapi, task.uid);
  const published = await resolveTask(strapi, transaction, task);
  assertAllowed(findDatedTaskRefusal(published?.task.unitKind ?? null));
  const decision = published?.decision;
  return {
    organisationId: published?.task.organisation ?? '',
    steps: decision?.ok === true ? decision.terms.steps : [],
  };
}

/** Posts `p`, locked, with the code of their organisation and whether it is one of the task's. */
function selectPosts({ trx }: Transaction, { organisationId }: DatedTask): Knex.QueryBuilder {
  const within = trx(`${organisationClosures.name} as up`)
    .where({ 'up.ancestor_id': organisationId })
    .where('up.descendant_id', trx.ref('p.organisation_id'));
  return trx(`${posts.name} as p`)
    .join(`${organisations.name} as og`, 'og.document_id', 'p.organisation_id')
    .orderBy(['og.code', 'p.title'])
    .select(selectOf(trx, posts, 'p'))
    .select({ code: 'og.code', within: within.count('*') })
    .forUpdate('p');
}

interface Recurring {
  readonly task: DatedTask;
  /** By `selectPosts`. */
  readonly posts: Knex.QueryBuilder;
}

/** Writes what recurs for those of the posts that do not do it yet. */
async function recur(
  transaction: Transaction,
  request: Request,
  { task, posts: select }: Recurring,
): Promise<{ readonly ids: readonly string[]; readonly found: number }> {
  const { organisationId, steps } = task;
  const taskOrganisation = (await findRow(transaction, organisations, { id: organisationId }))
    ?.code;
  const found: Record<string, unknown>[] = await select;
  // Whoever adds or changes the same meanwhile has waited for us here, and sees what we have done.
  await planAgain(transaction);
  const ofRule = selectRunning(transaction.trx, request.task).where('r.rule', request.rule);
  const running = new Set(await ofRule.pluck<string[]>('r.post_id'));
  const missing = found.filter((row) => {
    const refused = findRecurrenceRefusal({
      isPostActive: rowIn(posts, 'p', row).isActive,
      isWithin: Number(row.within) > 0,
      postOrganisation: String(row.code),
      taskOrganisation: taskOrganisation ?? '',
      runsAlready: running.has(rowIn(posts, 'p', row).id),
    });
    if (refused?.code !== 'RECURRENCE_RUNS') assertAllowed(refused);
    return refused === null;
  });
  const ids = missing.map((row) => rowIn(posts, 'p', row).id);
  const places = transaction.trx(posts.name).whereIn('document_id', ids);
  const units = places.select({ organisationId: 'organisation_id' });
  const [levelMissing = null] = await findStepsRefusals(transaction, steps, {
    organisationId,
    units,
  });
  assertAllowed(levelMissing);
  const { uid: taskUid, id: taskId } = request.task;
  const schedule = scheduleOf(request);
  const values = ids.map((postId) => ({ postId, taskUid, taskId, ...schedule }));
  const happening = { type: 'recurrence.added', actor: request.actor };
  const rows = await insertAllRecorded(transaction, recurrences, values, happening);
  return { ids: rows.map(({ id }) => id), found: found.length };
}
