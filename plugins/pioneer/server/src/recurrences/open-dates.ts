import type { Core } from '@strapi/strapi';
import { daysLater } from '../../../core/people/calendar';
import { findDueDates, type DueDate, type Recurring } from '../../../core/recurrences/due-dates';
import type { Instant } from '../../../core/time';
import type { Subject } from '../../../core/work/terms';
import { useAudience } from '../audience/use-audience';
import type { JobWork } from '../jobs/run-jobs';
import { organisationClosures, posts, type PostRow } from '../people/tables';
import { dayOf, momentAt } from '../people/town-time';
import type { Transaction } from '../shared/database';
import { findRow, rowIn, selectOf } from '../shared/rows';
import type { OpeningValues } from '../work/opening-values';
import { terms } from '../work/tables';
import { findExceptions } from './find-exceptions';
import { findHolders, openDate } from './open-date';
import { ruleDaysOf } from './read-rule';
import { selectRunning } from './select-running';
import { dueDates, recurrences, type RecurrenceRow } from './tables';

/** What the openings of a task's dates are made of, as it was published last. */
export interface DatesPlan {
  readonly values: OpeningValues;
  readonly organisationId: string;
  readonly audience: string | null;
}

/** Work is opened a week before its day, so that a server may be away for some of them. */
const DAYS_AHEAD = 7;

/** Recurrences in one transaction; each has a date for every day ahead at most. */
const PART = 25;

/**
 * Gives an opening to the dates of the next days that have none, and assigns it to whoever holds
 * the post now; without a holder it is open all the same. A date whose hour is over is left out:
 * nobody could still do it in time.
 */
export const openDates: JobWork = async (strapi, transaction, job) => {
  const plan = job.payload as DatesPlan;
  const audienceHash = await useAudience(transaction, plan.audience);
  const today = dayOf(strapi, transaction.now);
  const last = daysLater(today, DAYS_AHEAD);
  const task = { uid: job.subjectUid, id: job.subjectId };
  const found = await lockUnplanned(transaction, { task, plan, last });
  const agreed = await findRow(transaction, terms, { id: plan.values.termsId ?? '' });
  if (agreed === null) throw new Error(`the terms of task ${task.id} are missing`);
  const exceptions = await findExceptions(transaction, today, last);
  const actor = { kind: job.actorKind, id: job.actorId };
  let done = 0;
  for (const { recurrence, post } of found) {
    const { dayOffRule } = recurrence;
    const recurring: Recurring = { days: ruleDaysOf(recurrence), dayOffRule, exceptions };
    const due = findDueDates(recurring, today, last);
    const fresh = await leaveOpen(strapi, transaction, { recurrence, due, plan });
    const holders = fresh.length === 0 ? [] : await findHolders(transaction, post);
    const opening = { ...plan.values, audienceHash };
    for (const one of fresh) {
      const date = { ...one, recurrenceId: recurrence.id };
      await openDate(transaction, { date, opening, post, holders, terms: agreed, actor });
    }
    await transaction
      .trx(recurrences.name)
      .where({ document_id: recurrence.id })
      .update({ planned_through: last });
    done += fresh.length;
  }
  return { done, isFinished: found.length < PART };
};

interface Found {
  readonly recurrence: RecurrenceRow;
  readonly post: PostRow;
}

/** Recurrences of the task whose next days were not looked at yet, of posts in use within it. */
async function lockUnplanned(
  { trx }: Transaction,
  { task, plan, last }: { readonly task: Subject; readonly plan: DatesPlan; readonly last: string },
): Promise<Found[]> {
  const found: Record<string, unknown>[] = await selectRunning(trx, task)
    .where((unplanned) => {
      void unplanned.whereNull('r.planned_through').orWhere('r.planned_through', '<', last);
    })
    .whereExists(
      trx(`${organisationClosures.name} as up`)
        .where('up.ancestor_id', plan.organisationId)
        .where('up.descendant_id', trx.ref('p.organisation_id'))
        .select(trx.raw('1')),
    )
    .orderBy('r.id')
    .limit(PART)
    .select([selectOf(trx, recurrences, 'r'), selectOf(trx, posts, 'p')])
    .forUpdate('r');
  return found.map((row) => {
    return { recurrence: rowIn(recurrences, 'r', row), post: rowIn(posts, 'p', row) };
  });
}

/** Those of the dates that have no opening yet, are still to come and lie before claiming ends. */
async function leaveOpen(
  strapi: Core.Strapi,
  transaction: Transaction,
  wanted: {
    readonly recurrence: RecurrenceRow;
    readonly due: readonly DueDate[];
    readonly plan: DatesPlan;
  },
): Promise<(DueDate & { readonly dueAt: Instant })[]> {
  const { recurrence, due, plan } = wanted;
  const { trx, now } = transaction;
  const known: { date: string; rule_date: string }[] = await trx(dueDates.name)
    .where({ recurrence_id: recurrence.id })
    .where((met) => {
      void met
        .whereIn(
          'date',
          due.map(({ date }) => date),
        )
        .orWhereIn(
          'rule_date',
          due.map(({ ruleDate }) => ruleDate),
        );
    })
    .select('date', 'rule_date');
  const dates = new Set(known.map(({ date }) => date));
  const ruleDates = new Set(known.map((row) => row.rule_date));
  const closesAt = plan.values.closesAt ?? Infinity;
  return due
    .filter(({ date, ruleDate }) => !dates.has(date) && !ruleDates.has(ruleDate))
    .map((one) => ({ ...one, dueAt: momentAt(strapi, one.date, recurrence.hour) }))
    .filter(({ dueAt }) => dueAt > now && dueAt <= closesAt);
}
