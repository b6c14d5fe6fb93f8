import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { groupBy } from 'lodash';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { RecurrenceView } from '../../../contract/recurrences';
import { daysLater } from '../../../core/people/calendar';
import { isoOf, isoOrNull } from '../../../core/time';
import { jobs } from '../jobs/tables';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import { organisations, posts } from '../people/tables';
import { dayOf } from '../people/town-time';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { openings } from '../work/tables';
import { findExceptions } from './find-exceptions';
import { findTaskTitles } from './find-task-titles';
import { nextDatesOf, SHOWN_DAYS } from './next-dates';
import { dueDates, recurrences, type RecurrenceRow } from './tables';

type Query = RequestOf<Endpoints['recurrences.find']>['query'];
type Page = ResponseOf<Endpoints['recurrences.find']>;
type Row = Readonly<Record<string, unknown>>;

/** Code of the organisation, title of the post, id: in this order. */
const cursorSchema = z.tuple([z.string(), z.string(), z.string()]);

/** A page of what recurs, of a post, of a task, or of everything. */
export async function findRecurrences(strapi: Core.Strapi, query: Query): Promise<Page> {
  const { post, task, view, cursor, limit } = query;
  return read(strapi, async (reading) => {
    const select = selectRecurrences(reading)
      .orderBy(['og.code', 'p.title', 'r.document_id'])
      .limit(limit + 1);
    if (post !== undefined) void select.where('r.post_id', post);
    if (task !== undefined) void select.where('r.task_id', task);
    if (view === 'running') void select.whereNull('r.ended_at');
    if (view === 'ended') void select.whereNotNull('r.ended_at');
    if (cursor !== undefined) {
      const place = decodeCursor(cursor, cursorSchema);
      void select.whereRaw('(og.code, p.title, r.document_id) > (?, ?, ?)', place);
    }
    const found: Row[] = await select;
    const shown = await present(strapi, reading, found.slice(0, limit));
    const last = found.length > limit ? shown.at(-1) : undefined;
    const place = last && [last.organisation.code, last.post.title, last.id];
    return { data: shown, nextCursor: place === undefined ? null : encodeCursor(place) };
  });
}

/** One recurrence, running or ended. @throws DomainError NOT_FOUND */
export async function findRecurrence(strapi: Core.Strapi, id: string): Promise<RecurrenceView> {
  return read(strapi, async (reading) => {
    const found: Row[] = await selectRecurrences(reading).where('r.document_id', id);
    const [shown] = await present(strapi, reading, found);
    if (shown === undefined) throw new DomainError('NOT_FOUND');
    return shown;
  });
}

function selectRecurrences({ trx }: Reading): Knex.QueryBuilder {
  // A published task of dates has a job that makes them; it goes when the task is unpublished.
  const published = trx(`${jobs.name} as j`)
    .where({ 'j.kind': 'openDates', 'j.subject_uid': trx.ref('r.task_uid') })
    .where('j.subject_id', trx.ref('r.task_id'));
  return trx(`${recurrences.name} as r`)
    .join(`${posts.name} as p`, 'p.document_id', 'r.post_id')
    .join(`${organisations.name} as og`, 'og.document_id', 'p.organisation_id')
    .select([selectOf(trx, recurrences, 'r'), selectOf(trx, posts, 'p')])
    .select(organisationRefSelect('og'))
    .select({ published: published.count('*') });
}

async function present(
  strapi: Core.Strapi,
  reading: Reading,
  found: readonly Row[],
): Promise<RecurrenceView[]> {
  const rows = found.map((row) => ({ row, recurrence: rowIn(recurrences, 'r', row) }));
  const all = rows.map(({ recurrence }) => recurrence);
  const today = dayOf(strapi, reading.now);
  const exceptions = await findExceptions(reading, today, daysLater(today, SHOWN_DAYS));
  const opened = await findOpened(reading, all);
  const titles = await findTaskTitles(strapi, all);
  return rows.map(({ row, recurrence }) => {
    const { id, version, taskUid, taskId, rule, dayOffRule, hour, firstDay, endedAt } = recurrence;
    const post = rowIn(posts, 'p', row);
    return {
      id,
      version,
      post: { id: post.id, title: post.title },
      organisation: organisationRefFrom('og', row),
      task: { uid: taskUid, id: taskId, title: titles.get(taskId) ?? '' },
      rule,
      dayOffRule,
      hour,
      firstDay,
      endedAt: isoOrNull(endedAt),
      pausedBy: pauseOf({
        endedAt,
        isActive: post.isActive,
        isPublished: Number(row.published) > 0,
      }),
      nextDates: endedAt === null ? nextDatesOf(recurrence, today, exceptions) : [],
      opened: opened[id] ?? [],
    };
  });
}

function pauseOf(state: {
  readonly endedAt: number | null;
  readonly isActive: boolean;
  readonly isPublished: boolean;
}): RecurrenceView['pausedBy'] {
  if (state.endedAt !== null) return null;
  if (!state.isActive) return 'post';
  return state.isPublished ? null : 'task';
}

/** Dates to come with their openings, by recurrence. */
async function findOpened(
  { trx, now }: Reading,
  all: readonly RecurrenceRow[],
): Promise<Record<string, RecurrenceView['opened']>> {
  const ids = all.map(({ id }) => id);
  const found: Row[] = await trx(`${dueDates.name} as d`)
    .join(`${openings.name} as o`, 'o.unit_id', 'd.document_id')
    .where('o.unit_kind', 'date')
    .whereIn('d.recurrence_id', ids)
    .where('d.due_at', '>', new Date(now))
    .orderBy('d.due_at')
    .select(selectOf(trx, dueDates, 'd'))
    .select({ opening_id: 'o.document_id', taken: 'o.member_taken' });
  const byRecurrence = groupBy(found, (row) => rowIn(dueDates, 'd', row).recurrenceId);
  return Object.fromEntries(
    Object.entries(byRecurrence).map(([id, rows]) => [
      id,
      rows.map((row) => {
        const { date, dueAt } = rowIn(dueDates, 'd', row);
        const [openingId, taken] = [String(row.opening_id), Number(row.taken)];
        return { date, dueAt: isoOf(dueAt), openingId, taken };
      }),
    ]),
  );
}
