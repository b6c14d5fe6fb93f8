import type { Core } from '@strapi/strapi';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { daysLater } from '../../../core/people/calendar';
import type { DayOffRule } from '../../../core/recurrences/due-dates';
import type { Subject } from '../../../core/work/terms';
import { organisationClosures, organisations, posts } from '../people/tables';
import { dayOf } from '../people/town-time';
import { read, type Reading } from '../shared/database';
import { assertTaskType } from '../work/parts';
import { resolveTask } from '../work/published-task';
import { findExceptions } from './find-exceptions';
import { nextDatesOf, SHOWN_DAYS } from './next-dates';
import { recurrences } from './tables';

type TaskRecurrences = ResponseOf<Endpoints['tasks.findRecurrences']>['data'];

/** One group of `findSchedules`, as the database gives it. */
interface Group {
  readonly title: string;
  readonly rule: string;
  readonly day_off_rule: DayOffRule;
  readonly hour: number | string;
  readonly first_day: string;
  readonly posts: number | string;
  readonly active: number | string;
  readonly organisation: string;
}

/**
 * By which schedules the work of a task recurs, posts of one title together, and which posts may do
 * it. @throws DomainError NOT_FOUND
 */
export async function findTaskRecurrences(
  strapi: Core.Strapi,
  task: Subject,
): Promise<TaskRecurrences> {
  assertTaskType(strapi, task.uid);
  return read(strapi, async (reading) => {
    const published = await resolveTask(strapi, reading, task);
    const isDated = published?.task.unitKind === 'date';
    return {
      schedules: await findSchedules(strapi, reading, task),
      titles: isDated ? await findTitles(reading, published.task.organisation ?? '') : null,
    };
  });
}

async function findSchedules(
  strapi: Core.Strapi,
  reading: Reading,
  { uid, id }: Subject,
): Promise<TaskRecurrences['schedules']> {
  const { trx, now } = reading;
  const columns = ['p.title', 'r.rule', 'r.day_off_rule', 'r.hour', 'r.first_day'];
  const found: Group[] = await trx(`${recurrences.name} as r`)
    .join(`${posts.name} as p`, 'p.document_id', 'r.post_id')
    .join(`${organisations.name} as og`, 'og.document_id', 'p.organisation_id')
    .where({ 'r.task_uid': uid, 'r.task_id': id })
    .whereNull('r.ended_at')
    .groupBy(columns)
    .orderBy(columns)
    .select(columns)
    .count({ posts: '*' })
    .min({ organisation: 'og.name' })
    .sum({ active: trx.raw('case when p.is_active then 1 else 0 end') });
  const today = dayOf(strapi, now);
  const exceptions = await findExceptions(reading, today, daysLater(today, SHOWN_DAYS));
  return found.map((group) => {
    const schedule = {
      rule: group.rule,
      dayOffRule: group.day_off_rule,
      hour: Number(group.hour),
      firstDay: group.first_day,
    };
    const count = Number(group.posts);
    return {
      ...schedule,
      title: group.title,
      posts: count,
      pausedPosts: count - Number(group.active),
      organisation: count === 1 ? group.organisation : null,
      nextDates: nextDatesOf(schedule, today, exceptions),
    };
  });
}

/** The titles of posts in use at or below an organisation. */
async function findTitles(
  { trx }: Reading,
  organisationId: string,
): Promise<NonNullable<TaskRecurrences['titles']>> {
  const inside = trx(organisationClosures.name).where('ancestor_id', organisationId);
  const found: { title: string; posts: number | string }[] = await trx(posts.name)
    .where('is_active', true)
    .whereIn('organisation_id', inside.select('descendant_id'))
    .groupBy('title')
    .orderBy('title')
    .select('title')
    .count({ posts: '*' });
  return found.map(({ title, posts: count }) => ({ title, posts: Number(count) }));
}
