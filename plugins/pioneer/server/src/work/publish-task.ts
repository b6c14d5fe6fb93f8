import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import { resolveTerms, type Terms } from '../../../core/work/terms';
import type { Actor } from '../record/event-table';
import {
  insertDerived,
  insertRecorded,
  recordDeleted,
  updateRecorded,
  type NewValues,
} from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { rowFrom, selectOf } from '../shared/rows';
import { findPublishedTask, findTermsSources, type PublishedTask } from './published-task';
import { promoteWaiting } from './change-claim';
import { findStepsRefusal } from './evaluators';
import { claims, openings, stepEvaluators, terms, type OpeningRow, type TermsRow } from './tables';

/** A document that was published, unpublished or deleted, and by whom. */
export interface TaskDocument {
  readonly uid: string;
  readonly documentId: string;
  readonly actor: Actor;
}

/**
 * Opens a published task for claims, or brings its opening up to date. Runs in the transaction of
 * the publication: a refusal here undoes it. Publishing again without a change changes nothing.
 *
 * @throws DomainError TASK_INCOMPLETE, TASK_*: the texts are for the administrator who publishes
 */
export async function publishTask(
  strapi: Core.Strapi,
  transaction: Transaction,
  document: TaskDocument,
): Promise<void> {
  const { uid, documentId, actor } = document;
  const task = await findPublishedTask(strapi, uid, documentId);
  if (task === null) return;
  const sources = await findTermsSources(transaction, uid, task);
  const decision = resolveTerms(sources.task, sources.drive);
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
  const { steps } = decision.terms;
  assertAllowed(await findStepsRefusal(transaction, steps, task.organisation ?? ''));

  const agreed = await findOrInsertTerms(transaction, decision.terms, actor);
  const values = openingValues(task, agreed);
  const opening = await lockOpening(transaction, document);
  if (opening === null) {
    const happening = { type: 'opening.opened', actor };
    await insertRecorded(
      transaction,
      openings,
      { ...values, openedAt: transaction.now },
      happening,
    );
    return;
  }
  assertCapacity(opening, values);
  const changes = differing(opening, values);
  if (Object.keys(changes).length === 0) return;
  await updateRecorded(transaction, openings, opening, changes, { type: 'opening.updated', actor });
  await promoteWaiting(transaction, opening.id);
}

/** Closes the task's opening to new claims; running claims go on under their own terms. */
export async function unpublishTask(
  transaction: Transaction,
  document: TaskDocument,
): Promise<void> {
  const opening = await lockOpening(transaction, document);
  if (opening === null || opening.state === 'closed') return;
  const happening = { type: 'opening.closed', actor: document.actor };
  await updateRecorded(transaction, openings, opening, { state: 'closed' }, happening);
}

/** Removes the opening of a deleted task. @throws DomainError TASK_HAS_CLAIMS */
export async function deleteTask(transaction: Transaction, document: TaskDocument): Promise<void> {
  const opening = await lockOpening(transaction, document);
  if (opening === null) return;
  const claimed = await transaction
    .trx(claims.name)
    .where({ opening_id: opening.id })
    .first<{ id: number } | undefined>('id');
  if (claimed !== undefined) throw new DomainError('TASK_HAS_CLAIMS');
  await transaction.trx(openings.name).where({ document_id: opening.id }).delete();
  const happening = { type: 'opening.deleted', actor: document.actor } as const;
  await recordDeleted(transaction, openings, opening, happening);
}

async function findOrInsertTerms(
  transaction: Transaction,
  content: Terms,
  actor: Actor,
): Promise<TermsRow> {
  const hash = createHash('sha256')
    .update(canonicalJson(content as unknown as Json))
    .digest('hex');
  const { uid: taskUid, id: taskId } = content.subject;
  const found = await transaction
    .trx(`${terms.name} as t`)
    .where({ task_id: taskId, hash })
    .select(selectOf(terms, 't'))
    .first<Record<string, unknown> | undefined>();
  const known = found === undefined ? null : rowFrom(terms, 't', found);
  if (known !== null) return known;
  const happening = { type: 'terms.made', actor };
  const made = await insertRecorded(
    transaction,
    terms,
    { taskUid, taskId, hash, content },
    happening,
  );
  await insertDerived(transaction, stepEvaluators, evaluatorsByName(made));
  return made;
}

/** The members whom the steps of these terms name, for joins. */
export function evaluatorsByName({ id: termsId, content }: TermsRow) {
  return content.steps.flatMap(({ evaluatorIds }, index) =>
    [...new Set(evaluatorIds)].map((memberId) => ({ termsId, step: index + 1, memberId })),
  );
}

function openingValues(task: PublishedTask, agreed: TermsRow): NewValues<typeof openings.columns> {
  const { content } = agreed;
  return {
    taskUid: agreed.taskUid,
    taskId: agreed.taskId,
    termsId: agreed.id,
    state: 'open',
    claimMode: content.claimMode,
    waitingList: content.waitingList,
    slug: task.slug,
    title: task.title,
    summary: task.summary,
    category: task.category,
    priority: task.priority,
    difficulty: task.difficulty,
    points: task.points,
    // resolveTerms refuses a task without organisation.
    organisationId: task.organisation ?? '',
    driveId: task.drive?.documentId ?? null,
    ...task.place,
    memberSlots: content.slots.member,
    organisationSlots: content.slots.organisation,
    opensAt: content.opensAt,
    closesAt: content.closesAt,
    dueAt: content.dueAt,
  };
}

/** Locked, so that nobody takes a slot between the look at the counters and the change. */
async function lockOpening(
  { trx }: Transaction,
  { uid, documentId }: TaskDocument,
): Promise<OpeningRow | null> {
  const found = await trx(`${openings.name} as o`)
    .where({ task_uid: uid, task_id: documentId })
    .select(selectOf(openings, 'o'))
    .forUpdate()
    .first<Record<string, unknown> | undefined>();
  return found === undefined ? null : rowFrom(openings, 'o', found);
}

function assertCapacity(opening: OpeningRow, values: NewValues<typeof openings.columns>): void {
  const kinds = [
    [values.memberSlots ?? 0, opening.memberTaken],
    [values.organisationSlots ?? 0, opening.organisationTaken],
  ] as const;
  for (const [slots, taken] of kinds) {
    if (slots < taken) throw new DomainError('TASK_SLOTS_BELOW_TAKEN', { slots, taken });
  }
}

function differing(
  opening: OpeningRow,
  values: NewValues<typeof openings.columns>,
): NewValues<typeof openings.columns> {
  const present = new Map<string, unknown>(Object.entries(opening));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => present.get(name) !== value),
  );
}
