import type { Core } from '@strapi/strapi';
import type { Figures } from '../../../core/services';
import { SECOND } from '../../../core/time';
import { jobs } from '../jobs/tables';
import { events } from '../record/event-table';
import { PENDING_TABLE } from '../record/pending';
import { read } from '../shared/database';

/** Counts in the database, which is the same for all nodes. */
export function findFigures(strapi: Core.Strapi): Promise<Figures> {
  return read(strapi, async ({ trx, now }) => {
    const countJobs = (state: string) => trx(jobs.name).where({ state }).count('*');
    const found = await trx
      .select({
        pendingEvents: trx(PENDING_TABLE).count('*'),
        oldestAt: trx(`${PENDING_TABLE} as p`)
          .join(`${events.name} as e`, 'e.document_id', 'p.event_id')
          .orderBy('p.id')
          .limit(1)
          .select('e.at'),
        dueJobs: countJobs('waiting').where('not_before', '<=', new Date(now)),
        failedJobs: countJobs('failed'),
      })
      .first<Record<keyof Counted, unknown>>();
    const { pendingEvents, oldestAt, dueJobs, failedJobs } = found;
    const oldest = oldestAt === null ? now : new Date(oldestAt as string | number).getTime();
    return {
      pendingEvents: Number(pendingEvents),
      oldestPendingSeconds: Math.max(0, now - oldest) / SECOND,
      dueJobs: Number(dueJobs),
      failedJobs: Number(failedJobs),
    };
  });
}

interface Counted {
  readonly pendingEvents: number;
  readonly oldestAt: unknown;
  readonly dueJobs: number;
  readonly failedJobs: number;
}
