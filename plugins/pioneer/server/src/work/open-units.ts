import type { Knex } from 'knex';
import type { Subject } from '../../../core/work/terms';
import { useAudience } from '../audience/use-audience';
import { repeatJobs } from '../jobs/request-job';
import type { JobWork } from '../jobs/run-jobs';
import type { Actor } from '../record/event-table';
import { insertAllRecorded, updateAllRecorded } from '../record/recorded-writes';
import { countOf, type Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
import { selectUnits, type Unit, type WantedUnits } from '../units/select-units';
import { compareUnits } from './compare-units';
import { unitValues, type OpeningValues } from './opening-values';
import { openings } from './tables';

/** What the openings of a task's units are made of, as it was published last. */
export interface UnitsPlan {
  readonly values: OpeningValues;
  readonly wanted: WantedUnits;
  readonly audience: string | null;
}

/** Openings made or closed in one transaction: little enough that everybody else hardly waits. */
const PART = 250;

/** A task, what its openings are to be, and on whose behalf. */
interface Opener {
  readonly task: Subject;
  readonly plan: UnitsPlan;
  readonly actor: Actor;
}

/**
 * Gives an opening to the next units of a task that have none, whenever and however they came to
 * fit; then closes those whose unit is not the task's any more.
 */
export const openUnits: JobWork = async (_strapi, transaction, job) => {
  const opener: Opener = {
    task: { uid: job.subjectUid, id: job.subjectId },
    plan: job.payload as UnitsPlan,
    actor: { kind: job.actorKind, id: job.actorId },
  };
  const left = job.total === null ? await countOf(selectMissing(transaction, opener)) : undefined;
  const opened = await openMissing(transaction, opener);
  const closed = opened < PART ? await closeStrangers(transaction, opener) : 0;
  const isFinished = opened < PART && closed < PART;
  // New openings have nobody yet.
  if (isFinished) await repeatJobs(transaction, ['enrol'], opener.task);
  return { done: opened, isFinished, ...(left !== undefined && { left }) };
};

function selectMissing({ trx }: Transaction, { task, plan }: Opener): Knex.QueryBuilder {
  return compareUnits(trx, task, plan.wanted).whereNull('pair.openingId');
}

/** @returns how many were found missing, at most a part */
async function openMissing(transaction: Transaction, opener: Opener): Promise<number> {
  const { values, wanted, audience } = opener.plan;
  const missing = await selectMissing(transaction, opener)
    .orderBy('pair.place')
    .limit(PART)
    .pluck<string[]>('pair.unitId');
  const units = await findUnits(transaction, wanted, missing);
  const audienceHash = await useAudience(transaction, audience);
  const slots = { memberSlots: 0, organisationSlots: 0 };
  const opened = units.map((unit) => {
    const own = unitValues(wanted.kind, unit);
    return { ...slots, ...values, ...own, audienceHash, openedAt: transaction.now };
  });
  const happening = { type: 'opening.opened', actor: opener.actor };
  await insertAllRecorded(transaction, openings, opened, happening);
  // A unit that was put right between the two looks was missing, too.
  return missing.length;
}

async function findUnits(
  { trx }: Transaction,
  wanted: WantedUnits,
  ids: readonly string[],
): Promise<Unit[]> {
  return trx
    .from(selectUnits(trx, wanted).as('u'))
    .whereIn('u.id', [...ids])
    .orderBy('u.place')
    .select('u.*');
}

/**
 * Running claims on them go on.
 *
 * @returns how many were closed
 */
async function closeStrangers(
  transaction: Transaction,
  { task, plan, actor }: Opener,
): Promise<number> {
  const { trx } = transaction;
  const strangers: string[] = await compareUnits(trx, task, plan.wanted, 'open')
    .whereNull('pair.place')
    .limit(PART)
    .pluck('pair.openingId');
  const rows = await findRows(
    transaction,
    openings,
    (select) => select.whereIn('x.document_id', strangers).where('x.state', 'open'),
    { isLocked: true },
  );
  const happening = { type: 'opening.closed', actor };
  await updateAllRecorded(transaction, openings, rows, { state: 'closed' }, happening);
  return strangers.length;
}
