import type { Knex } from 'knex';
import { useAudience } from '../audience/use-audience';
import { repeatJobs } from '../jobs/request-job';
import type { JobWork } from '../jobs/run-jobs';
import { insertAllRecorded, updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { selectUnits, whereAbout, type Unit, type WantedUnits } from '../units/select-units';
import { unitValues, type OpeningValues } from './opening-values';
import { openings } from './tables';

/** What the openings of a task's units are made of, as it was published last. */
export interface UnitsPlan {
  readonly values: OpeningValues;
  readonly wanted: WantedUnits;
  readonly audience: string | null;
}

/** Units opened in one transaction: little enough that everybody else hardly waits. */
const PART = 250;

/**
 * Gives an opening to the next units of a task that have none, whenever and however they came to
 * fit; closes those whose unit is not the task's any more.
 */
export const openUnits: JobWork = async (_strapi, transaction, job) => {
  const { values, wanted, audience } = job.payload as UnitsPlan;
  const audienceHash = await useAudience(transaction, audience);
  const task = { uid: job.subjectUid, id: job.subjectId };
  const { trx, now } = transaction;
  const missing = () =>
    trx.from(selectUnits(trx, wanted).as('u')).whereNotExists(whereAbout(trx, task, wanted.kind));
  const left = job.total === null ? await countOf(missing()) : undefined;
  const units: Unit[] = await missing().select('u.*').orderBy('u.place').limit(PART);
  const happening = { type: 'opening.opened', actor: { kind: job.actorKind, id: job.actorId } };
  const slots = { memberSlots: 0, organisationSlots: 0 };
  const opened = units.map((unit) => {
    return { ...slots, ...values, ...unitValues(wanted.kind, unit), audienceHash, openedAt: now };
  });
  await insertAllRecorded(transaction, openings, opened, happening);
  const isFinished = units.length < PART;
  if (isFinished) {
    await closeStrangers(transaction, { task, wanted, happening });
    // New openings have nobody yet.
    await repeatJobs(transaction, ['enrol'], task);
  }
  return { done: units.length, isFinished, ...(left !== undefined && { left }) };
};

async function countOf(select: Knex.QueryBuilder): Promise<number> {
  const [row] = await select.count<{ count: number | string }[]>({ count: '*' });
  return Number(row?.count);
}

/** Running claims on them go on. */
async function closeStrangers(
  transaction: Transaction,
  {
    task,
    wanted,
    happening,
  }: {
    readonly task: { readonly uid: string; readonly id: string };
    readonly wanted: WantedUnits;
    readonly happening: Parameters<typeof updateAllRecorded>[4];
  },
): Promise<void> {
  const { trx } = transaction;
  const found: Record<string, unknown>[] = await trx(`${openings.name} as o`)
    .where({ 'o.task_uid': task.uid, 'o.task_id': task.id, 'o.state': 'open' })
    .where('o.unit_kind', wanted.kind)
    .whereNotExists(
      trx
        .from(selectUnits(trx, wanted).as('u'))
        .whereRaw('u.id = o.unit_id and u.occurrence = o.occurrence')
        .select(trx.raw('1')),
    )
    .orderBy('o.id')
    .select(selectOf(openings, 'o'))
    .forUpdate();
  const rows = found.map((row) => rowIn(openings, 'o', row));
  const closing = { ...happening, type: 'opening.closed' };
  await updateAllRecorded(transaction, openings, rows, { state: 'closed' }, closing);
}
