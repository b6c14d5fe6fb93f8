import type { Core } from '@strapi/strapi';
import {
  findRecurrenceRefusal,
  type RecurrenceFacts,
} from '../../../core/recurrences/find-recurrence-refusal';
import type { Subject } from '../../../core/work/terms';
import { organisationClosures, organisations, posts, type PostRow } from '../people/tables';
import type { Actor } from '../record/event-table';
import { insertRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { findStepsRefusals } from '../work/evaluators';
import { typesWithPart } from '../work/parts';
import { resolveTask } from '../work/published-task';
import { assertSchedule, type Schedule } from './assert-schedule';
import { planAgain } from './plan-again';
import { recurrences } from './tables';

interface Request extends Schedule {
  readonly postId: string;
  readonly task: Subject;
  readonly actor: Actor;
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
  request: Request,
): Promise<string> {
  const { postId, task, actor, rule, dayOffRule, hour, firstDay } = request;
  assertSchedule(request);
  // Whoever adds the same meanwhile waits, and finds it.
  const post = await findRow(transaction, posts, { id: postId }, { isLocked: true });
  const isTask = typesWithPart(strapi, 'task').some((uid) => uid === task.uid);
  if (post === null || !isTask) throw new DomainError('NOT_FOUND');
  await assertRecurs(strapi, transaction, { post, task, rule });
  await planAgain(transaction);
  const schedule = { rule, dayOffRule, hour, firstDay };
  const values = { postId, taskUid: task.uid, taskId: task.id, ...schedule };
  const happening = { type: 'recurrence.added', actor };
  return (await insertRecorded(transaction, recurrences, values, happening)).id;
}

async function assertRecurs(
  strapi: Core.Strapi,
  transaction: Transaction,
  { post, task, rule }: { readonly post: PostRow; readonly task: Subject; readonly rule: string },
): Promise<void> {
  const published = await resolveTask(strapi, transaction, task);
  const units = published?.task.unitKind ?? null;
  const taskOrganisationId = published?.task.organisation ?? '';
  const place = { postOrganisationId: post.organisationId, taskOrganisationId };
  const same = { postId: post.id, taskUid: task.uid, taskId: task.id, rule, endedAt: null };
  const facts: RecurrenceFacts = {
    isPostActive: post.isActive,
    units,
    ...(await findPlaces(transaction, place)),
    runsAlready: (await findRow(transaction, recurrences, same)) !== null,
  };
  assertAllowed(findRecurrenceRefusal(facts));
  if (published === null || !published.decision.ok) return;
  const { steps } = published.decision.terms;
  const { organisationId } = post;
  const own = { organisationId, units: null };
  const [levelMissing = null] = await findStepsRefusals(transaction, steps, own);
  assertAllowed(levelMissing);
}

/** How the organisations of post and task lie to each other. */
async function findPlaces(
  transaction: Transaction,
  place: { readonly postOrganisationId: string; readonly taskOrganisationId: string },
): Promise<Pick<RecurrenceFacts, 'isWithin' | 'postOrganisation' | 'taskOrganisation'>> {
  const { postOrganisationId: descendantId, taskOrganisationId: ancestorId } = place;
  const codeOf = async (id: string) =>
    (await findRow(transaction, organisations, { id }))?.code ?? '';
  const pair = await findRow(transaction, organisationClosures, { ancestorId, descendantId });
  return {
    isWithin: pair !== null,
    postOrganisation: await codeOf(descendantId),
    taskOrganisation: await codeOf(ancestorId),
  };
}
