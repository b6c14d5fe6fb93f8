import type { Knex } from 'knex';
import type { JobKind } from '../../../core/jobs/jobs';
import type { Instant } from '../../../core/time';
import type { Actor } from '../record/event-table';
import { encodeValues, insertDerived } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { jobs } from './tables';

/** Said on Strapi's event hub, in the process whose transaction had something done. */
export const JOBS_WAIT = 'pioneer.jobsWait';

/** What a job is about. */
export interface JobSubject {
  readonly uid: string;
  readonly id: string;
}

export interface JobRequest {
  readonly kind: JobKind;
  readonly subject: JobSubject;
  /** What it looks for lies at or below this organisation; null: anywhere. */
  readonly organisationId: string | null;
  readonly payload: unknown;
  readonly actor: Actor;
  /** The moment from which there is something to do. */
  readonly notBefore?: Instant | null;
}

/** Has a job done as soon as the transaction is over; one that is under way starts over. */
export async function requestJob(transaction: Transaction, request: JobRequest): Promise<void> {
  const { kind, subject, organisationId, payload, actor, notBefore } = request;
  const key = { kind, subjectUid: subject.uid, subjectId: subject.id };
  const begun = {
    ...restart(transaction),
    organisationId,
    payload,
    notBefore: notBefore ?? transaction.now,
    actorKind: actor.kind,
    actorId: actor.id,
  };
  const known = await transaction
    .trx(jobs.name)
    .where(encodeValues(jobs, key))
    .update(encodeValues(jobs, begun));
  if (known === 0) await insertDerived(transaction, jobs, [{ ...key, ...begun }]);
  transaction.announce(JOBS_WAIT);
}

/** Has jobs of these kinds, of one subject or of all, looked at again: what they follow from changed. */
export async function repeatJobs(
  transaction: Transaction,
  kinds: readonly JobKind[],
  subject?: JobSubject,
): Promise<void> {
  const about = subject && { subjectUid: subject.uid, subjectId: subject.id };
  await repeat(transaction, (all) => {
    void all.whereIn('kind', kinds).where(encodeValues(jobs, { ...about }));
  });
}

/** The same for those that look where something changed: in these organisations. */
export async function repeatJobsAbove(
  transaction: Transaction,
  kinds: readonly JobKind[],
  organisationIds: readonly string[],
): Promise<void> {
  if (organisationIds.length === 0) return;
  const above = transaction
    .trx('pioneer_organisation_closures')
    .whereIn('descendant_id', [...organisationIds])
    .select('ancestor_id');
  await repeat(transaction, (all) => {
    void all.whereIn('kind', kinds).where((concerned) => {
      void concerned.whereNull('organisation_id').orWhereIn('organisation_id', above);
    });
  });
}

/** Has jobs of a kind looked at again that ended before a moment: the time itself has changed. */
export async function repeatJobsSince(
  transaction: Transaction,
  kind: JobKind,
  moment: Instant,
): Promise<void> {
  await repeat(transaction, (all) => {
    void all
      .where({ kind })
      .whereNot({ state: 'waiting' })
      .where('finished_at', '<', new Date(moment));
  });
}

/** On behalf of the system, for nobody has asked. */
async function repeat(
  transaction: Transaction,
  choose: (all: Knex.QueryBuilder) => void,
): Promise<void> {
  const chosen = transaction.trx(jobs.name);
  choose(chosen);
  const begun = { ...restart(transaction), actorKind: 'system', actorId: null } as const;
  const repeated = await chosen.update(encodeValues(jobs, begun));
  if (repeated > 0) transaction.announce(JOBS_WAIT);
}

/** Forgets the jobs of a subject: there is nothing to follow any more. */
export async function dropJobs({ trx }: Transaction, { uid, id }: JobSubject): Promise<void> {
  await trx(jobs.name).where({ subject_uid: uid, subject_id: id }).delete();
}

function restart({ now }: Transaction) {
  return {
    state: 'waiting',
    total: null,
    done: 0,
    attempts: 0,
    problem: null,
    requestedAt: now,
    finishedAt: null,
  } as const;
}
