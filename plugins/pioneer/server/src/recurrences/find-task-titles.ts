import type { Core } from '@strapi/strapi';
import { groupBy } from 'lodash';
import type { RecurrenceRow } from './tables';

/** The titles of tasks by their documentId, of drafts too; a deleted task has none. */
export async function findTaskTitles(
  strapi: Core.Strapi,
  all: readonly Pick<RecurrenceRow, 'taskUid' | 'taskId'>[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const [uid, group] of Object.entries(groupBy(all, 'taskUid'))) {
    const found: { documentId: string; title: string | null }[] = await strapi.db
      .query(uid)
      .findMany({
        where: { documentId: { $in: group.map(({ taskId }) => taskId) } },
        select: ['documentId', 'title'],
        orderBy: { id: 'asc' },
      });
    for (const { documentId, title } of found) titles.set(documentId, title ?? '');
  }
  return titles;
}
