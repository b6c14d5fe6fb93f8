import type { Knex } from 'knex';
import type { Subject } from '../../../core/work/terms';
import { posts } from '../people/tables';
import { recurrences } from './tables';

/** Recurrences `r` of a task that go on, of posts `p` that are in use. */
export function selectRunning(trx: Knex, { uid, id }: Subject): Knex.QueryBuilder {
  return trx(`${recurrences.name} as r`)
    .join(`${posts.name} as p`, 'p.document_id', 'r.post_id')
    .where({ 'r.task_uid': uid, 'r.task_id': id, 'p.is_active': true })
    .whereNull('r.ended_at');
}
