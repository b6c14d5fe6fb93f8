import type { Knex } from 'knex';
import { rowsOf } from '../../replay/evidence/open-database';
import type { Attempt, History } from '../history';
import { together, type Findings, type TortureEvidence } from './evidence';

const DAY = 24 * 60 * 60 * 1000;

/**
 * I19: what the server does by itself it does once and to the end, whoever is killed meanwhile. What
 * waits to be tried again may not be through.
 */
export const findUndoneJobs = together(
  findGivenUp,
  findSpotsNotOpenedOnce,
  findDatesNotOpenedOnce,
  findMissingDays,
  findNotEnrolledOnce,
);

async function findGivenUp({ db }: TortureEvidence): Promise<Findings> {
  const jobs = await readJobs(db);
  return {
    breaches: jobs
      .filter(({ state }) => state === 'failed')
      .map(({ kind, subject_id }) => `job ${kind} of ${subject_id} has given up`),
    looked: jobs.length,
  };
}

/** Every spot of a category has one opening of a task for it. */
async function findSpotsNotOpenedOnce({ db, history }: TortureEvidence): Promise<Findings> {
  const retried = await findRetried(db, 'openUnits');
  const breaches: string[] = [];
  let looked = 0;
  for (const { about } of acknowledged(history, 'publishForSpots')) {
    const { taskId = '', category = '' } = about;
    if (retried.has(taskId)) continue;
    const spots = await rowsOf<SpotRow>(db, SPOTS, [taskId, category]);
    looked += spots.length;
    breaches.push(
      ...spots
        .filter(isNotOne)
        .map(({ spot_id, many }) => `spot ${spot_id} has ${many} openings of task ${taskId}`),
    );
  }
  return { breaches, looked };
}

async function findDatesNotOpenedOnce({ db }: TortureEvidence): Promise<Findings> {
  const dates = await rowsOf<DateRow>(db, DATES);
  return {
    breaches: dates
      .filter(isNotOne)
      .map(({ date_id, many }) => `date ${date_id} has ${many} openings`),
    looked: dates.length,
  };
}

/** Work of every day has a date for every day, from its first to its last. */
async function findMissingDays({ db, history }: TortureEvidence): Promise<Findings> {
  const retried = await findRetried(db, 'openDates');
  const published = new Set(
    acknowledged(history, 'publishForDates').map(({ about }) => about.taskId),
  );
  const recurrences = acknowledged(history, 'addRecurrence').filter(
    ({ about: { taskId = '' } }) => published.has(taskId) && !retried.has(taskId),
  );
  const dates = await rowsOf<DateRow>(db, DATES);
  return {
    breaches: recurrences.flatMap(({ claimId: id }) =>
      tellMissingDays(
        `recurrence ${id}`,
        dates.filter(({ recurrence_id }) => recurrence_id === id),
      ),
    ),
    looked: recurrences.length,
  };
}

function tellMissingDays(recurrence: string, dates: readonly DateRow[]): string[] {
  const days = dates.map(({ date }) => Date.parse(date));
  if (days.length === 0) return [`${recurrence} has no dates`];
  const expected = (Math.max(...days) - Math.min(...days)) / DAY + 1;
  if (days.length === expected) return [];
  return [`${recurrence} has ${days.length} dates for ${expected} days`];
}

/** Everyone whom a task for everyone is for has one claim on it. */
async function findNotEnrolledOnce({ db }: TortureEvidence): Promise<Findings> {
  const retried = await findRetried(db, 'enrol');
  const everyone = (await rowsOf<EnrolledRow>(db, EVERYONE)).filter(
    ({ task_id }) => !retried.has(task_id),
  );
  return {
    breaches: everyone
      .filter(isNotOne)
      .map(
        ({ member_id, opening_id, many }) =>
          `member ${member_id} has ${many} claims on opening ${opening_id}, which is for everyone`,
      ),
    looked: everyone.length,
  };
}

function acknowledged({ attempts }: History, op: string): readonly Attempt[] {
  return attempts.filter((attempt) => attempt.op === op && attempt.outcome === 'ok');
}

type JobRow = Readonly<Record<'kind' | 'subject_id' | 'state' | 'attempts', string>>;

function readJobs(db: Knex): Promise<readonly JobRow[]> {
  return rowsOf<JobRow>(db, 'select kind, subject_id, state, attempts from pioneer_jobs');
}

/** Subjects of jobs of a kind that have failed and wait to be tried again. */
async function findRetried(db: Knex, wanted: string): Promise<ReadonlySet<string>> {
  const jobs = await readJobs(db);
  const retried = jobs.filter(
    ({ kind, state, attempts }) => kind === wanted && state === 'waiting' && Number(attempts) > 0,
  );
  return new Set(retried.map(({ subject_id }) => subject_id));
}

/** How many there are of what there should be one of. */
interface Counted {
  readonly many: number | string;
}

function isNotOne({ many }: Counted): boolean {
  return Number(many) !== 1;
}

type SpotRow = Counted & Readonly<Record<'spot_id', string>>;

/** A spot that is found anew gets another opening; here none is. */
const SPOTS = `
  select s.document_id as spot_id, (
    select count(*) from pioneer_openings o where o.task_id = ? and o.unit_id = s.document_id
  ) as many
  from pioneer_spots s where s.category = ?`;

type DateRow = Counted & Readonly<Record<'date_id' | 'recurrence_id' | 'date', string>>;

const DATES = `
  select d.document_id as date_id, d.recurrence_id, d.date, (
    select count(*) from pioneer_openings o
    where o.unit_kind = 'date' and o.unit_id = d.document_id
  ) as many
  from pioneer_due_dates d`;

type EnrolledRow = Counted & Readonly<Record<'task_id' | 'opening_id' | 'member_id', string>>;

/** Whoever was released, by leaving, may be enrolled once more; what a manager cancelled stays. */
const EVERYONE = `
  select distinct o.task_id, o.document_id as opening_id, ms.member_id, (
    select count(*) from pioneer_claims c
    where c.opening_id = o.document_id and c.claimant_kind = 'member' and c.claimant_id = ms.member_id
      and (c.state <> 'cancelled' or c.end_reason is not null)
  ) as many
  from pioneer_openings o
  join pioneer_organisation_closures up on up.ancestor_id = o.organisation_id
  join pioneer_memberships ms on ms.organisation_id = up.descendant_id
  where o.claim_mode = 'everyone' and o.state = 'open' and ms.ended_at is null`;
