import type { Knex } from 'knex';
import { rowsOf } from '../../replay/evidence/open-database';
import type { History } from '../history';
import type { Findings, TortureEvidence } from './evidence';

const DAY = 24 * 60 * 60 * 1000;

/**
 * I19: what the server does by itself it does once and to the end, whoever is killed meanwhile. Every
 * spot of a category has one opening of a task for it, every date one of its own, work of every day a
 * date for every day, and everyone whom a task for everyone is for one claim on it; no job has given
 * up. One that waits to be tried again may not be through.
 */
export async function findUndoneJobs({ db, history }: TortureEvidence): Promise<Findings> {
  const jobs = await rowsOf<JobRow>(
    db,
    'select kind, subject_id, state, attempts from pioneer_jobs',
  );
  const isTriedAgain = (kind: string, subjectId: string) =>
    jobs.some(
      (job) =>
        job.kind === kind &&
        job.subject_id === subjectId &&
        job.state === 'waiting' &&
        Number(job.attempts) > 0,
    );
  const published = history.attempts
    .filter(({ op, outcome }) => op === 'publishForSpots' && outcome === 'ok')
    .map(({ about: { taskId = '', category = '' } }) => ({ taskId, category }))
    .filter(({ taskId }) => !isTriedAgain('openUnits', taskId));
  const spots = await readSpots(db, published);
  const recurrences = history.attempts
    .filter(({ op, outcome }) => op === 'addRecurrence' && outcome === 'ok')
    .filter(({ about: { taskId = '' } }) => isPublished(history, taskId))
    .filter(({ about: { taskId = '' } }) => !isTriedAgain('openDates', taskId));
  const dates = await rowsOf<DateRow>(db, DATES);
  const everyone = (await rowsOf<EnrolledRow>(db, EVERYONE)).filter(
    ({ task_id }) => !isTriedAgain('enrol', task_id),
  );
  const failed = jobs.filter(({ state }) => state === 'failed');
  return {
    breaches: [
      ...failed.map(({ kind, subject_id }) => `job ${kind} of ${subject_id} has given up`),
      ...spots
        .filter(({ openings }) => Number(openings) !== 1)
        .map(
          ({ spot_id, taskId, openings }) =>
            `spot ${spot_id} has ${openings} openings of task ${taskId}`,
        ),
      ...dates
        .filter(({ openings }) => Number(openings) !== 1)
        .map(({ date_id, openings }) => `date ${date_id} has ${openings} openings`),
      ...recurrences.flatMap(({ claimId: id }) => findMissingDay(id, dates)),
      ...everyone
        .filter(({ claims }) => Number(claims) !== 1)
        .map(
          ({ member_id, opening_id, claims }) =>
            `member ${member_id} has ${claims} claims on opening ${opening_id}, which is for everyone`,
        ),
    ],
    looked: jobs.length + spots.length + dates.length + everyone.length,
  };
}

type JobRow = Readonly<Record<'kind' | 'subject_id' | 'state' | 'attempts', string>>;
type EnrolledRow = Readonly<Record<'task_id' | 'opening_id' | 'member_id' | 'claims', string>>;
type DateRow = Readonly<Record<'date_id' | 'recurrence_id' | 'date' | 'openings', string>>;
type SpotRow = Readonly<Record<'spot_id' | 'openings', string>>;

function isPublished({ attempts }: History, taskId: string): boolean {
  return attempts.some(
    ({ op, outcome, about }) =>
      op === 'publishForDates' && outcome === 'ok' && about.taskId === taskId,
  );
}

/** Of work of every day, from its first date to its last. */
function findMissingDay(recurrenceId: string | undefined, dates: readonly DateRow[]): string[] {
  const own = dates.filter(({ recurrence_id }) => recurrence_id === recurrenceId);
  const days = own.map(({ date }) => Date.parse(date)).toSorted((one, other) => one - other);
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) {
    return [`recurrence ${recurrenceId} has no dates`];
  }
  const expected = (last - first) / DAY + 1;
  if (days.length === expected) return [];
  return [`recurrence ${recurrenceId} has ${days.length} dates for ${expected} days`];
}

async function readSpots(
  db: Knex,
  published: readonly { readonly taskId: string; readonly category: string }[],
): Promise<(SpotRow & { readonly taskId: string })[]> {
  const found = [];
  for (const { taskId, category } of published) {
    const rows = await rowsOf<SpotRow>(db, SPOTS, [taskId, category]);
    found.push(...rows.map((row) => ({ ...row, taskId })));
  }
  return found;
}

/** A spot that is found anew gets another opening; here none is. */
const SPOTS = `
  select s.document_id as spot_id, (
    select count(*) from pioneer_openings o where o.task_id = ? and o.unit_id = s.document_id
  ) as openings
  from pioneer_spots s where s.category = ?`;

const DATES = `
  select d.document_id as date_id, d.recurrence_id, d.date, (
    select count(*) from pioneer_openings o
    where o.unit_kind = 'date' and o.unit_id = d.document_id
  ) as openings
  from pioneer_due_dates d`;

/** Whoever was released, by leaving, may be enrolled once more; what a manager cancelled stays. */
const EVERYONE = `
  select distinct o.task_id, o.document_id as opening_id, ms.member_id, (
    select count(*) from pioneer_claims c
    where c.opening_id = o.document_id and c.claimant_kind = 'member' and c.claimant_id = ms.member_id
      and (c.state <> 'cancelled' or c.end_reason is not null)
  ) as claims
  from pioneer_openings o
  join pioneer_organisation_closures up on up.ancestor_id = o.organisation_id
  join pioneer_memberships ms on ms.organisation_id = up.descendant_id
  where o.claim_mode = 'everyone' and o.state = 'open' and ms.ended_at is null`;
