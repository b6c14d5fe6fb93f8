import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { CLAIM_STATES } from '../../../core/work/states';
import type { Subject } from '../../../core/work/terms';
import { jobs } from '../jobs/tables';
import { read, type Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { settleTask } from './settle-claims';
import { claims, openings } from './tables';

type TaskOpenings = ResponseOf<Endpoints['tasks.findOpenings']>['data'];

/** What an administrator sees beside a task: its openings, slots and claims by state, in all. */
export async function findTaskOpenings(strapi: Core.Strapi, task: Subject): Promise<TaskOpenings> {
  await settleTask(strapi, task);
  return read(strapi, async (reading) => ({
    ...(await sumOpenings(reading, task)),
    claims: await countClaims(reading, task),
    jobs: await findJobs(reading, task),
  }));
}

function openingsOf({ trx }: Reading, { uid, id }: Subject): Knex.QueryBuilder {
  return trx(`${openings.name} as o`).where({ 'o.task_uid': uid, 'o.task_id': id });
}

async function sumOpenings(
  reading: Reading,
  task: Subject,
): Promise<Pick<TaskOpenings, 'open' | 'closed' | 'slots' | 'taken'>> {
  const sums: Record<string, number | string | null> = await openingsOf(reading, task)
    .sum({
      member_slots: 'o.member_slots',
      organisation_slots: 'o.organisation_slots',
      member_taken: 'o.member_taken',
      organisation_taken: 'o.organisation_taken',
    })
    .select({
      open: reading.trx.raw("sum(case o.state when 'open' then 1 else 0 end)"),
      total: reading.trx.raw('count(*)'),
    })
    .first();
  const of = (name: string) => Number(sums[name] ?? 0);
  return {
    open: of('open'),
    closed: of('total') - of('open'),
    slots: { member: of('member_slots'), organisation: of('organisation_slots') },
    taken: { member: of('member_taken'), organisation: of('organisation_taken') },
  };
}

async function countClaims(reading: Reading, task: Subject): Promise<TaskOpenings['claims']> {
  const found: { state: string; count: number | string }[] = await openingsOf(reading, task)
    .join(`${claims.name} as c`, 'c.opening_id', 'o.document_id')
    .groupBy('c.state')
    .select({ state: 'c.state' })
    .count({ count: '*' });
  const counts = new Map(found.map(({ state, count }) => [state, Number(count)]));
  return CLAIM_STATES.flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [{ state, count }];
  });
}

async function findJobs({ trx }: Reading, { uid, id }: Subject): Promise<TaskOpenings['jobs']> {
  const found: Record<string, unknown>[] = await trx(`${jobs.name} as j`)
    .where((own) => {
      void own.where({ 'j.subject_uid': uid, 'j.subject_id': id }).orWhereExists(
        // The audience that its openings wait for.
        trx(`${openings.name} as o`)
          .where({ 'o.task_uid': uid, 'o.task_id': id, 'j.kind': 'audience' })
          .where('j.subject_id', trx.raw('coalesce(o.next_audience_hash, o.audience_hash)'))
          .select(trx.raw('1')),
      );
    })
    .whereNot('j.state', 'done')
    .orderBy('j.id')
    .select(selectOf(trx, jobs, 'j'));
  return found.map((row) => {
    const { kind, state, done, total, problem } = rowIn(jobs, 'j', row);
    return { kind, state, done, total, problem };
  });
}
