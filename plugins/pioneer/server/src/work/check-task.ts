import type { Core } from '@strapi/strapi';
import { presentRefusal } from '../../../contract/refusals';
import type { TaskCheck } from '../../../contract/task-checks';
import { refusal, type Refusal } from '../../../core/errors';
import { CLAIMANT_KINDS, type ClaimantKind } from '../../../core/work/states';
import type { Subject, Terms } from '../../../core/work/terms';
import type { Language } from '../../../core/words';
import { assertExpressions } from '../audience/assert-expressions';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import type { WantedUnits } from '../units/select-units';
import { compareUnits } from './compare-units';
import { findStepsRefusals } from './evaluators';
import { foreseeSteps } from './foresee-steps';
import { assertTaskType } from './parts';
import { resolveTask, type PublishedTask, type ResolvedTask } from './published-task';
import { openings } from './tables';
import { countUnits, findUnitsRefusal, selectPlaces, wantedUnits } from './wanted-units';

/**
 * What publishing the saved draft of a task would be refused with, and who will evaluate what is
 * claimed of it. Nothing is changed, so it may be asked at any moment.
 *
 * @throws DomainError NOT_FOUND
 */
export async function checkTask(
  strapi: Core.Strapi,
  subject: Subject,
  language: Language,
): Promise<TaskCheck> {
  assertTaskType(strapi, subject.uid);
  return read(strapi, async (reading) => {
    const resolved = await refusalOr(() => resolveTask(strapi, reading, subject, 'draft'));
    if (resolved === null) throw new DomainError('NOT_FOUND');
    const found = 'code' in resolved ? withoutTerms([resolved]) : await check(reading, resolved);
    const refusals = found.refusals.map((refused) => presentRefusal(refused, language));
    return { ...found, refusals };
  });
}

type Found = Omit<TaskCheck, 'refusals'> & { readonly refusals: readonly Refusal[] };

function withoutTerms(refusals: readonly Refusal[]): Found {
  return { refusals, units: null, steps: null };
}

async function check(reading: Reading, { task, decision, problems }: ResolvedTask): Promise<Found> {
  if (!decision.ok) return withoutTerms(problems);
  const { terms } = decision;
  const units = selectPlaces(reading, terms, wantedUnits(task, terms));
  return {
    refusals: await findRefusals(reading, task, terms),
    units: units === null ? null : await countUnits(reading, units),
    steps: await foreseeSteps(reading, terms, { organisationId: task.organisation ?? '', units }),
  };
}

/** What terms that are complete are still refused for, in the order of publishing. */
async function findRefusals(
  reading: Reading,
  task: PublishedTask,
  terms: Terms,
): Promise<Refusal[]> {
  const wanted = wantedUnits(task, terms);
  const { audience, eligibility } = terms;
  const units = selectPlaces(reading, terms, wanted);
  const place = { organisationId: task.organisation ?? '', units };
  const refusals = [
    ...(await findStepsRefusals(reading, terms.steps, place)),
    await refusalOr(() => Promise.resolve(assertExpressions({ audience, eligibility }))),
    wanted === null ? null : await findUnitsRefusal(reading, wanted),
    await findCapacityRefusal(reading, terms, wanted),
  ];
  return refusals.filter((found) => found !== null && found !== undefined);
}

/** Whether an opening that the task keeps has more slots taken than it would have. */
async function findCapacityRefusal(
  reading: Reading,
  { subject, claimMode, slots, units }: Terms,
  wanted: WantedUnits | null,
): Promise<Refusal | null> {
  // Openings for everyone, and those of dates, have a slot for whoever has a claim.
  if (claimMode === 'everyone' || units.kind === 'date') return null;
  const most = await findMostTaken(reading, subject, wanted);
  for (const kind of CLAIMANT_KINDS) {
    const taken = most[kind] ?? 0;
    if (slots[kind] < taken) {
      return refusal('TASK_SLOTS_BELOW_TAKEN', { slots: slots[kind], taken });
    }
  }
  return null;
}

/** The most slots taken in one of the openings that the task keeps; null: it keeps none. */
async function findMostTaken(
  { trx }: Reading,
  task: Subject,
  wanted: WantedUnits | null,
): Promise<Record<ClaimantKind, number | null>> {
  const own = { 'o.task_uid': task.uid, 'o.task_id': task.id, 'o.unit_kind': 'none' };
  const [most]: Record<ClaimantKind, number | null>[] = await (wanted === null
    ? trx(`${openings.name} as o`)
        .where(own)
        .max({ member: 'o.member_taken', organisation: 'o.organisation_taken' })
    : compareUnits(trx, task, wanted)
        .whereNotNull('pair.place')
        .max({ member: 'pair.memberTaken', organisation: 'pair.organisationTaken' }));
  return most ?? { member: null, organisation: null };
}

/** What the work gives, or the refusal that it ended with. */
async function refusalOr<Result>(work: () => Promise<Result>): Promise<Result | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return error.refusal;
    throw error;
  }
}
