import type { Knex } from 'knex';
import type { Claimant } from '../../../core/work/claim-opening';
import { CLAIMANT_KINDS, type ClaimantKind } from '../../../core/work/states';
import { repeatJobs } from '../jobs/request-job';
import type { JobWork } from '../jobs/run-jobs';
import { jobs } from '../jobs/tables';
import { waitForLock } from '../shared/advisory-locks';
import { countOf, type Transaction } from '../shared/database';
import { findRow } from '../shared/rows';
import { openings } from '../work/tables';
import { evaluate, PART } from './follow-claimants';
import { audienceMembers, audiences } from './tables';
import { AUDIENCE } from './use-audience';

const CLAIMANTS: Readonly<Record<ClaimantKind, string>> = {
  member: 'pioneer_members',
  organisation: 'pioneer_organisations',
};

/**
 * Evaluates an audience for the next claimants for whom nobody has done so yet. After the last of
 * them the openings that wait for it change over to it, all at once.
 */
export const fillAudience: JobWork = async (_strapi, transaction, job) => {
  const hash = job.subjectId;
  await waitForLock(transaction, 'audiences');
  const audience = await findRow(transaction, audiences, { hash });
  if (audience === null) return { done: 0, isFinished: true };
  const left = job.total === null ? await countLeft(transaction, hash) : undefined;
  const part: Claimant[] = [];
  for (const kind of CLAIMANT_KINDS) {
    part.push(...(await findLeft(transaction, hash, kind, PART - part.length)));
  }
  await evaluate(transaction, [audience], part);
  const isFinished = part.length < PART;
  if (isFinished) await changeOver(transaction, hash);
  return { done: part.length, isFinished, ...(left !== undefined && { left }) };
};

function selectLeft({ trx }: Transaction, hash: string, kind: ClaimantKind): Knex.QueryBuilder {
  return trx(`${CLAIMANTS[kind]} as x`).whereNotExists(
    trx(`${audienceMembers.name} as am`)
      .where({ 'am.hash': hash, 'am.claimant_kind': kind })
      .where('am.claimant_id', trx.ref('x.document_id'))
      .select(trx.raw('1')),
  );
}

async function findLeft(
  transaction: Transaction,
  hash: string,
  kind: ClaimantKind,
  limit: number,
): Promise<Claimant[]> {
  if (limit === 0) return [];
  const select = selectLeft(transaction, hash, kind).orderBy('x.id').limit(limit);
  const ids: string[] = await select.pluck('x.document_id');
  return ids.map((id) => ({ kind, id }));
}

async function countLeft(transaction: Transaction, hash: string): Promise<number> {
  let sum = 0;
  for (const kind of CLAIMANT_KINDS) {
    sum += await countOf(selectLeft(transaction, hash, kind));
  }
  return sum;
}

/** Enrols whoever is in it now where everyone is; forgets audiences that no opening has any more. */
async function changeOver(transaction: Transaction, hash: string): Promise<void> {
  const { trx } = transaction;
  await trx(audiences.name).where({ hash }).update({ is_complete: true });
  await trx(openings.name)
    .where({ next_audience_hash: hash })
    .update({ audience_hash: hash, next_audience_hash: null });
  await repeatJobs(transaction, ['enrol']);
  await forgetUnused(transaction, hash);
}

async function forgetUnused({ trx }: Transaction, present: string): Promise<void> {
  const usedAs = (column: string) =>
    trx(`${openings.name} as o`).where(`o.${column}`, trx.ref('a.hash')).select(trx.raw('1'));
  const unused: string[] = await trx(`${audiences.name} as a`)
    .whereNot('a.hash', present)
    .whereNotExists(usedAs('audience_hash'))
    .whereNotExists(usedAs('next_audience_hash'))
    .pluck('a.hash');
  await trx(audienceMembers.name).whereIn('hash', unused).delete();
  await trx(audiences.name).whereIn('hash', unused).delete();
  await trx(jobs.name).where({ subject_uid: AUDIENCE }).whereIn('subject_id', unused).delete();
}
