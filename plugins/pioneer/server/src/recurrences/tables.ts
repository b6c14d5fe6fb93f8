import { DAY_OFF_RULES } from '../../../core/recurrences/due-dates';
import { choice, instant, integer, nullable, string, unrecorded } from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** That a post does a task again and again; one that ended stays. */
export const recurrences = governedTable({
  subject: 'recurrence',
  plural: 'recurrences',
  displayName: 'Recurrence',
  columns: {
    postId: string(),
    taskUid: string(),
    taskId: string(),
    /** As RFC 5545 writes it: see core/recurrences/rule.ts. */
    rule: string(),
    dayOffRule: choice(DAY_OFF_RULES),
    /** Of the town's day: when the work is due. */
    hour: integer(),
    /** The day from which the rule counts. */
    firstDay: string(),
    endedAt: nullable(instant()),
    /** The day up to which its dates were looked for; null when they are to be looked for again. */
    plannedThrough: unrecorded(nullable(string())),
  },
  indexes: [['taskId', 'endedAt'], ['postId']],
});

/** A day on which work of a recurrence is due: the unit that an opening of the task is about. */
export const dueDates = governedTable({
  subject: 'dueDate',
  plural: 'due-dates',
  displayName: 'Due date',
  columns: {
    recurrenceId: string(),
    /** A day of the town, 2026-10-10. */
    date: string(),
    /** The day of the rule that it stands for, which may be a day off before it. */
    ruleDate: string(),
    /** By the hour of the recurrence when it was made. */
    dueAt: instant(),
  },
  unique: [
    ['recurrenceId', 'date'],
    ['recurrenceId', 'ruleDate'],
  ],
});

export type RecurrenceRow = RowOf<typeof recurrences>;

export const recurrenceTables = [recurrences, dueDates];
