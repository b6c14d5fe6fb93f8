import type { Rows } from '../../../../tools/torture/keep-violations';
import { attempt, type Case } from './case';
import { type Row, type Told, claimHistory, iso, live, opening, submitted, taken } from './stored';

const reminded = (payload: object): Told => ['claim.reminded', 2, {}, payload];
const publishingForSpots = attempt(1, 2, {
  ...{ op: 'publishForSpots', about: { taskId: 't', category: 'lamps' } },
});
const openUnits: Row = { kind: 'openUnits', subject_id: 't', state: 'done', attempts: 0 };
const spotWith = (openings: number): Rows => ({
  pioneer_spots: [{ document_id: 's', category: 'lamps' }],
  pioneer_openings: Array.from({ length: openings }, () => ({ task_id: 't', unit_id: 's' })),
  pioneer_jobs: [openUnits],
});
const dateOf = (day: string): Row => {
  return { document_id: `d${day}`, recurrence_id: 'r', date: `2026-11-${day}` };
};
const datesOf = (...days: readonly string[]): Rows => ({
  pioneer_due_dates: days.map(dateOf),
  pioneer_openings: days.map((day) => ({ unit_kind: 'date', unit_id: `d${day}` })),
});
const everyDay = [
  attempt(1, 2, { op: 'publishForDates', about: { taskId: 't' } }),
  attempt(3, 4, { op: 'addRecurrence', about: { taskId: 't' }, claimId: 'r', version: 1 }),
];
const enrolledIn = (...claims: readonly Row[]): Rows => ({
  pioneer_openings: [{ ...opening, task_id: 't', claim_mode: 'everyone', state: 'open' }],
  pioneer_organisation_closures: [{ ancestor_id: 'village', descendant_id: 'village' }],
  pioneer_memberships: [{ member_id: 'chen', role: 'member', organisation_id: 'village' }],
  pioneer_claims: claims,
});

/** What the server does by itself, and has done twice or not at all. */
export const BREACHES_OF_BACKGROUND_WORK: readonly Case[] = [
  {
    invariant: 'I19',
    what: 'two reminders of one due date',
    broken: { rows: claimHistory(taken, reminded({ dueAt: iso(5) }), reminded({ dueAt: iso(5) })) },
    named: /^claim c was reminded twice of due date /,
    sound: { rows: claimHistory(taken, reminded({ dueAt: iso(5) }), reminded({ dueAt: iso(6) })) },
  },
  {
    invariant: 'I19',
    what: 'two reminders of one step',
    broken: { rows: claimHistory(taken, submitted(1), reminded({}), reminded({})) },
    named: /^claim c was reminded twice of step 1 of round 1/,
    sound: {
      rows: claimHistory(
        ...[taken, submitted(1), reminded({})],
        ...([['claim.passedOn', 2, { step: 2 }], reminded({})] as const),
      ),
    },
  },
  {
    invariant: 'I19',
    what: 'two heads of one day',
    broken: { rows: { pioneer_record_heads: [{ date: '2026-11-27' }, { date: '2026-11-27' }] } },
    named: /^day 2026-11-27 has 2 heads of the record$/,
    sound: { rows: { pioneer_record_heads: [{ date: '2026-11-27' }, { date: '2026-11-28' }] } },
  },
  {
    invariant: 'I19',
    what: 'two seals of one event',
    broken: { rows: { pioneer_seals: [{ event_id: 7 }, { event_id: 7 }] } },
    named: /^event 7 has 2 seals$/,
    sound: { rows: { pioneer_seals: [{ event_id: 7 }, { event_id: 8 }] } },
  },
  {
    invariant: 'I19',
    what: 'a spot that has no opening',
    broken: { rows: spotWith(0), attempts: [publishingForSpots] },
    named: /^spot s has 0 openings of task t$/,
    sound: { rows: spotWith(1), attempts: [publishingForSpots] },
  },
  {
    invariant: 'I19',
    what: 'a spot that has two openings of one task',
    broken: { rows: spotWith(2), attempts: [publishingForSpots] },
    named: /^spot s has 2 openings of task t$/,
    // What nobody knows to be published need not be open.
    sound: { rows: spotWith(0), attempts: [{ ...publishingForSpots, outcome: 'unknown' }] },
  },
  {
    invariant: 'I19',
    what: 'a date that has no opening',
    broken: { rows: { pioneer_due_dates: [dateOf('27')] } },
    named: /^date d27 has 0 openings$/,
    sound: { rows: datesOf('27') },
  },
  {
    invariant: 'I19',
    what: 'a day that work of every day leaves out',
    broken: { rows: datesOf('27', '28', '30'), attempts: everyDay },
    named: /^recurrence r has 3 dates for 4 days$/,
    sound: { rows: datesOf('27', '28', '29', '30'), attempts: everyDay },
  },
  {
    invariant: 'I19',
    what: 'work of every day that never comes',
    broken: { rows: { pioneer_jobs: [openUnits] }, attempts: everyDay },
    named: /^recurrence r has no dates$/,
    sound: {
      rows: { pioneer_jobs: [{ ...openUnits, kind: 'openDates', state: 'waiting', attempts: 2 }] },
      attempts: everyDay,
    },
  },
  {
    invariant: 'I19',
    what: 'a job that has given up',
    broken: { rows: { pioneer_jobs: [{ ...openUnits, state: 'failed' }] } },
    named: /^job openUnits of t has given up$/,
    sound: {
      rows: { ...spotWith(0), pioneer_jobs: [{ ...openUnits, state: 'waiting', attempts: 1 }] },
      attempts: [publishingForSpots],
    },
  },
  {
    invariant: 'I19',
    what: 'somebody who is not enrolled in what is for everyone',
    broken: { rows: enrolledIn() },
    named: /^member chen has 0 claims on opening o, which is for everyone$/,
    sound: { rows: enrolledIn(live) },
  },
  {
    invariant: 'I19',
    what: 'somebody who is enrolled twice',
    broken: { rows: enrolledIn(live, { ...live, document_id: 'd', state: 'expired' }) },
    named: /^member chen has 2 claims on opening o, which is for everyone$/,
    // Whoever goes is released, and enrolled once more on coming back.
    sound: { rows: enrolledIn(live, { ...live, document_id: 'd', state: 'cancelled' }) },
  },
];
