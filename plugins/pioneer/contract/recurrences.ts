import { z } from 'zod';
import { DAY_OFF_RULES } from '../core/recurrences/due-dates';
import { MAX_RULE_LENGTH } from '../core/recurrences/rule';
import { endpoint } from './endpoint';
import { taskRefSchema } from './openings';
import {
  idParams,
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from './primitives';

/** What keeps a recurrence from making dates although it goes on: its post or its task is not in use. */
export const RECURRENCE_PAUSES = ['post', 'task'] as const;

/** How many of its coming dates a recurrence shows. */
export const SHOWN_DATES = 5;

/** That a post does a task again and again, as administrators see it. */
export const recurrenceSchema = z.strictObject({
  id: idSchema,
  version: z.number().int(),
  post: z.strictObject({ id: idSchema, title: z.string() }),
  organisation: organisationRefSchema,
  /** The title is empty when the task was deleted. */
  task: taskRefSchema.extend({ title: z.string() }),
  rule: z.string(),
  dayOffRule: z.enum(DAY_OFF_RULES),
  hour: z.number().int(),
  firstDay: z.string(),
  endedAt: instantSchema.nullable(),
  pausedBy: z.enum(RECURRENCE_PAUSES).nullable(),
  /** The next days of a year on which work is due by rule and calendar; none once it ended. */
  nextDates: z.array(z.string()),
  /** Dates still to come that have an opening already, whatever rule and calendar say by now. */
  opened: z.array(
    z.strictObject({
      date: z.string(),
      dueAt: instantSchema,
      openingId: idSchema,
      /** How many members have it; 0 when nobody held the post. */
      taken: z.number().int(),
    }),
  ),
});
export type RecurrenceView = z.infer<typeof recurrenceSchema>;

/** Days of which a library can count on: this century. */
const firstDaySchema = z.iso.date().refine((date) => date.startsWith('20'), {
  error: 'is not a day from 2000 to 2099',
});

const schedule = {
  /** RFC 5545 without times: FREQ=WEEKLY;BYDAY=SA. */
  rule: text({ min: 1, max: MAX_RULE_LENGTH }),
  /** What becomes of a date that is a day off: it is kept, left out, or put off to a working day. */
  dayOffRule: z.enum(DAY_OFF_RULES),
  /** The hour of the town's day at which the work is due. */
  hour: z.number().int().min(0).max(23),
  /** The day from which the rule counts; dates before it, or before today, are not made. */
  firstDay: firstDaySchema,
};

const byTask = z.strictObject({ uid: z.string(), id: z.string() });
const postTitle = text({ min: 1, max: 80 });
const scheduleSchema = z.strictObject(schedule);
export type Schedule = z.infer<typeof scheduleSchema>;

/** What the posts of one title do by one schedule: what the admin panel shows beside a task. */
export const taskScheduleSchema = z.strictObject({
  ...scheduleSchema.shape,
  /** Of the posts. */
  title: z.string(),
  posts: z.number().int(),
  /** How many of them are not in use now, and so make no dates. */
  pausedPosts: z.number().int(),
  /** The name of the organisation where it is one post alone. */
  organisation: z.string().nullable(),
  /** The next days of a year on which work is due by rule and calendar. */
  nextDates: z.array(z.string()),
});
export type TaskScheduleView = z.infer<typeof taskScheduleSchema>;

export const taskRecurrencesSchema = z.strictObject({
  schedules: z.array(taskScheduleSchema),
  /** The posts in use that may do the task; null while it is not published as a task of dates. */
  titles: z.array(z.strictObject({ title: z.string(), posts: z.number().int() })).nullable(),
});

export const recurrenceAdminEndpoints = {
  /** All that recurs of one task, posts of one title and one schedule together. */
  'tasks.findRecurrences': endpoint({
    summary: 'List by which schedules the work of a task recurs.',
    method: 'GET',
    path: '/tasks/:uid/:id/recurrences',
    access: 'administrator',
    params: byTask,
    response: oneOf(taskRecurrencesSchema),
  }),
  /** Posts that do it by the same rule already are left as they are. */
  'tasks.addRecurrences': endpoint({
    summary: 'Have all posts of a title do a task again and again.',
    method: 'POST',
    path: '/tasks/:uid/:id/recurrences',
    access: 'administrator',
    params: byTask,
    body: z.strictObject({
      title: postTitle,
      /** Only posts of this organisation and everything below it; else of the task's own. */
      organisationId: idSchema.optional(),
      ...schedule,
    }),
    response: oneOf(z.strictObject({ added: z.number().int(), running: z.number().int() })),
  }),
  /** Those that have the schedule still; dates that have an opening stay as they are. */
  'tasks.editRecurrences': endpoint({
    summary: 'Change a schedule by which the work of a task recurs.',
    method: 'PUT',
    path: '/tasks/:uid/:id/recurrences',
    access: 'administrator',
    params: byTask,
    body: z.strictObject({ title: postTitle, from: scheduleSchema, to: scheduleSchema }),
    response: oneOf(z.strictObject({ changed: z.number().int() })),
  }),
  /** Dates that have an opening stay, and so do the claims on them. */
  'tasks.endRecurrences': endpoint({
    summary: 'End a schedule by which the work of a task recurs.',
    method: 'POST',
    path: '/tasks/:uid/:id/recurrences/end',
    access: 'administrator',
    params: byTask,
    body: z.strictObject({ title: postTitle, schedule: scheduleSchema }),
    response: oneOf(z.strictObject({ ended: z.number().int() })),
  }),
  /** By code of the organisation, then by title of the post. */
  'recurrences.find': endpoint({
    summary: 'List which work of posts recurs, with the dates to come.',
    method: 'GET',
    path: '/recurrences',
    access: 'administrator',
    query: z.strictObject({
      ...pageQuery,
      post: idSchema.optional(),
      task: idSchema.optional(),
      view: z.enum(['running', 'ended', 'all']).default('running'),
    }),
    response: pageOf(recurrenceSchema),
  }),
  /** Of a published task whose units are dates; each date is opened a week before its day. */
  'recurrences.add': endpoint({
    summary: 'Have a post do a task again and again.',
    method: 'POST',
    path: '/recurrences',
    access: 'administrator',
    body: z.strictObject({ postId: idSchema, task: taskRefSchema, ...schedule }),
    response: oneOf(recurrenceSchema),
  }),
  /** Dates that have an opening stay as they are. */
  'recurrences.edit': endpoint({
    summary: 'Change when work of a post recurs.',
    method: 'PUT',
    path: '/recurrences/:id',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({ version: versionSchema, ...schedule }),
    response: oneOf(recurrenceSchema),
  }),
  /** Dates that have an opening stay, and so do the claims on them. */
  'recurrences.end': endpoint({
    summary: 'End the recurring work of a post.',
    method: 'POST',
    path: '/recurrences/:id/end',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({ version: versionSchema }),
    response: oneOf(recurrenceSchema),
  }),
};
