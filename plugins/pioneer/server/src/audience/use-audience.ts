import { requestJob, type JobRequest } from '../jobs/request-job';
import { jobs } from '../jobs/tables';
import { SYSTEM } from '../record/event-table';
import { insertDerived } from '../record/recorded-writes';
import { waitForLock } from '../shared/advisory-locks';
import type { Transaction } from '../shared/database';
import { findRow } from '../shared/rows';
import { openings } from '../work/tables';
import { compileExpression } from './compile-expression';
import { audiences } from './tables';

/** An audience as the subject of the job that fills it; its id there is the hash. */
export const AUDIENCE = audiences.uid;

/**
 * The hash of an audience that is in use from now on; the first use has it filled by a job.
 *
 * @param source null: everybody
 */
export async function useAudience(
  transaction: Transaction,
  source: string | null,
): Promise<string | null> {
  if (source === null) return null;
  const { hash } = compileExpression('audience', source);
  await waitForLock(transaction, 'audiences');
  const subject = { uid: AUDIENCE, id: hash };
  const fill: JobRequest = {
    kind: 'audience',
    subject,
    organisationId: null,
    payload: {},
    actor: SYSTEM,
  };
  if ((await findRow(transaction, audiences, { hash })) === null) {
    await insertDerived(transaction, audiences, [{ hash, source }]);
    await requestJob(transaction, fill);
    return hash;
  }
  // One that is under way waits for our lock with its job locked: it is left alone.
  const failed = { subjectUid: AUDIENCE, subjectId: hash, state: 'failed' } as const;
  if ((await findRow(transaction, jobs, failed)) !== null) await requestJob(transaction, fill);
  return hash;
}

/**
 * Gives the openings that are under these terms now their audience: at once when it is known who is in it,
 * else when the job has found out. Until then they keep the one that they had.
 */
export async function changeAudience(
  transaction: Transaction,
  termsId: string,
  hash: string | null,
): Promise<void> {
  const own = () => transaction.trx(openings.name).where({ terms_id: termsId });
  const isKnown = hash === null || (await findRow(transaction, audiences, { hash }))?.isComplete;
  if (isKnown === true) {
    await own().update({ audience_hash: hash, next_audience_hash: null });
    return;
  }
  await own().update({ next_audience_hash: hash });
  await own().where({ audience_hash: hash }).update({ next_audience_hash: null });
}
