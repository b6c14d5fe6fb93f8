import type { Core } from '@strapi/strapi';
import type { Subject } from '../../../core/work/terms';
import { changeAudience, useAudience } from '../audience/use-audience';
import { dropJobs, requestJob } from '../jobs/request-job';
import type { Actor } from '../record/event-table';
import { deleteAllRecorded, insertRecorded, updateAllRecorded } from '../record/recorded-writes';
import { forgetDates } from '../recurrences/forget-dates';
import type { DatesPlan } from '../recurrences/open-dates';
import { planTaskAgain } from '../recurrences/plan-again';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { enrolJobOf } from './enrol-everyone';
import { findStepsRefusals } from './evaluators';
import type { UnitsPlan } from './open-units';
import { ownValues, sharedValues } from './opening-values';
import { resolveTask } from './published-task';
import { claims, openings, type TermsRow } from './tables';
import { findOrInsertTerms } from './task-terms';
import { lockOpenings, updateOpenings, type Publication } from './update-openings';
import { findUnitsRefusal, selectPlaces, wantedUnits } from './wanted-units';

/** A document that was published, unpublished or deleted, and by whom. */
export interface TaskDocument {
  readonly uid: string;
  readonly documentId: string;
  readonly actor: Actor;
}

/**
 * Opens a published task for claims, or brings its openings up to date. Runs in the transaction of
 * the publication: a refusal here undoes it. Openings of units and dates that have none yet, and the
 * claims of everyone, are left to jobs. Publishing again without a change changes nothing.
 *
 * @throws DomainError TASK_INCOMPLETE, TASK_*: the texts are for the administrator who publishes
 */
export async function publishTask(
  strapi: Core.Strapi,
  transaction: Transaction,
  document: TaskDocument,
): Promise<void> {
  const { uid, documentId, actor } = document;
  const resolved = await resolveTask(strapi, transaction, { uid, id: documentId });
  if (resolved === null) return;
  const { task, decision } = resolved;
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
  const { steps, units } = decision.terms;
  const wanted = wantedUnits(task, decision.terms);
  const place = {
    organisationId: task.organisation ?? '',
    units: selectPlaces(transaction, decision.terms, wanted),
  };
  const [levelMissing = null] = await findStepsRefusals(transaction, steps, place);
  assertAllowed(levelMissing);

  const agreed = await findOrInsertTerms(transaction, decision.terms, actor);
  // Audiences before jobs, jobs before openings: the order in which jobs take their locks.
  const audienceHash = await useAudience(transaction, agreed.content.audience);
  const values = sharedValues(task, agreed);
  await requestJobs(transaction, document, agreed, { values, wanted, task });
  const known = await updateOpenings(transaction, document, { values, wanted, task });
  await changeAudience(transaction, agreed.id, audienceHash);
  if (units.kind !== 'none' || known.has('none')) return;
  const opened = { ...values, ...ownValues(task), audienceHash, openedAt: transaction.now };
  const slots = { memberSlots: 0, organisationSlots: 0 };
  const happening = { type: 'opening.opened', actor };
  await insertRecorded(transaction, openings, { ...slots, ...opened }, happening);
}

async function requestJobs(
  transaction: Transaction,
  { uid, documentId, actor }: TaskDocument,
  { content }: TermsRow,
  { values, wanted, task }: Publication,
): Promise<void> {
  const subject: Subject = { uid, id: documentId };
  const place = { subject, organisationId: task.organisation };
  await dropJobs(transaction, subject);
  const enrol = content.claimMode === 'everyone' ? enrolJobOf(content) : null;
  if (wanted !== null) {
    assertAllowed(await findUnitsRefusal(transaction, wanted));
    const payload: UnitsPlan = { values, wanted, audience: content.audience };
    await requestJob(transaction, { kind: 'openUnits', ...place, payload, actor });
  }
  if (content.units.kind === 'date') {
    const { audience, opensAt: notBefore } = content;
    const payload: DatesPlan = { values, organisationId: task.organisation ?? '', audience };
    await requestJob(transaction, { kind: 'openDates', ...place, payload, actor, notBefore });
    await planTaskAgain(transaction, subject);
  }
  if (enrol !== null) await requestJob(transaction, { ...enrol, ...place, actor });
}

/** Closes the task's openings to new claims; running claims go on under their own terms. */
export async function unpublishTask(
  transaction: Transaction,
  { uid, documentId, actor }: TaskDocument,
): Promise<void> {
  const subject = { uid, id: documentId };
  await dropJobs(transaction, subject);
  const open = (await lockOpenings(transaction, subject)).filter(({ state }) => state === 'open');
  const happening = { type: 'opening.closed', actor };
  await updateAllRecorded(transaction, openings, open, { state: 'closed' }, happening);
}

/** Removes the openings of a deleted task. @throws DomainError TASK_HAS_CLAIMS */
export async function deleteTask(
  transaction: Transaction,
  { uid, documentId, actor }: TaskDocument,
): Promise<void> {
  const subject = { uid, id: documentId };
  await dropJobs(transaction, subject);
  const rows = await lockOpenings(transaction, subject);
  const claimed = await transaction
    .trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .where({ 'o.task_uid': uid, 'o.task_id': documentId })
    .first<{ id: number } | undefined>('c.id');
  if (claimed !== undefined) throw new DomainError('TASK_HAS_CLAIMS');
  await deleteAllRecorded(transaction, openings, rows, { type: 'opening.deleted', actor });
  await forgetDates(transaction, subject, actor);
}
