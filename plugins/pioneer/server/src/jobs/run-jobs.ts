import type { Core } from '@strapi/strapi';
import { findDatabaseFailure } from '../../../core/database-failure';
import type { JobKind } from '../../../core/jobs/jobs';
import { MINUTE } from '../../../core/time';
import { encodeValues } from '../record/recorded-writes';
import { transact, type Transaction } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { jobs, type JobRow } from './tables';

/** One part of a job. */
export interface JobPart {
  /** How many were done in this part. */
  readonly done: number;
  /** How many were left before it, when the part knows. */
  readonly left?: number;
  readonly isFinished: boolean;
}

/**
 * Does the next part of a job within the transaction. What is left is looked up anew each time, so
 * that a part that was rolled back is simply done again.
 */
export type JobWork = (
  strapi: Core.Strapi,
  transaction: Transaction,
  job: JobRow,
) => Promise<JobPart>;

const MAX_ATTEMPTS = 5;

/**
 * Does all jobs that wait, a part at a time, each part in a transaction that holds the job's row:
 * any number of nodes may run this, a part is done by one of them, and a node that dies lets go.
 */
export async function runJobs(
  strapi: Core.Strapi,
  works: Readonly<Record<JobKind, JobWork>>,
  isStopping: () => boolean,
): Promise<void> {
  while (!isStopping() && (await runPart(strapi, works)));
}

async function runPart(
  strapi: Core.Strapi,
  works: Readonly<Record<JobKind, JobWork>>,
): Promise<boolean> {
  const taken: JobRow[] = [];
  try {
    return await transact(strapi, async (transaction) => {
      const job = await takeJob(strapi, transaction);
      if (job === null) return false;
      taken.push(job);
      await note(transaction, job, await works[job.kind](strapi, transaction, job));
      return true;
    });
  } catch (error) {
    const job = taken.at(-1);
    if (job === undefined || findDatabaseFailure(error) === 'away') throw error;
    await noteFailure(strapi, job, error);
    return true;
  }
}

/** The job that waits longest and nobody else works on, locked. */
async function takeJob(strapi: Core.Strapi, { trx, now }: Transaction): Promise<JobRow | null> {
  const select = trx(`${jobs.name} as j`)
    .where('j.state', 'waiting')
    .where('j.not_before', '<=', new Date(now))
    .orderBy(['j.requested_at', 'j.id'])
    .select(selectOf(trx, jobs, 'j'));
  // SQLite has one writer, whom everybody waits for anyway.
  if (isPostgres(strapi)) void select.forUpdate().skipLocked();
  const found = await select.first<Record<string, unknown> | undefined>();
  return found === undefined ? null : rowIn(jobs, 'j', found);
}

async function note(transaction: Transaction, job: JobRow, part: JobPart): Promise<void> {
  const changes = {
    total: job.total ?? part.left ?? null,
    done: job.done + part.done,
    attempts: 0,
    ...(part.isFinished && { state: 'done' as const, finishedAt: transaction.now }),
  };
  await update(transaction, job, changes);
}

/** A refusal is final; anything else is tried again, ever later. */
async function noteFailure(strapi: Core.Strapi, job: JobRow, error: unknown): Promise<void> {
  const refused = error instanceof DomainError ? error.refusal.code : null;
  const attempts = job.attempts + 1;
  const isFinal = refused !== null || attempts >= MAX_ATTEMPTS;
  strapi.log.error(`[pioneer] job ${job.kind} of ${job.subjectId} failed: ${String(error)}`);
  await transact(strapi, (transaction) =>
    update(transaction, job, {
      attempts,
      problem: refused ?? 'UNEXPECTED',
      notBefore: transaction.now + attempts * MINUTE,
      ...(isFinal && { state: 'failed' as const, finishedAt: transaction.now }),
    }),
  );
}

async function update(
  { trx }: Transaction,
  job: JobRow,
  changes: Parameters<typeof encodeValues>[1],
): Promise<void> {
  await trx(jobs.name).where({ document_id: job.id }).update(encodeValues(jobs, changes));
}
