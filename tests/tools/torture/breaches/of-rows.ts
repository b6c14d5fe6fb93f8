import { GIVEN_COMMANDS, transitionOf } from 'strapi-plugin-pioneer/contract';
import type { Attempt } from '../../../../tools/torture/history';
import { attempt, type Case } from './case';
import type { Rows } from '../../../../tools/torture/keep-violations';

type Row = Rows[string][number];
type Told = readonly [type: string, at: number, changes?: object, payload?: object];

const NOON = Date.parse('2026-11-27T04:00:00Z');
const HOUR = 3_600_000;
const iso = (hours: number) => new Date(NOON + hours * HOUR).toISOString();

/** Events of one subject: type, hours after noon, what they changed and what they say. */
function eventsOf(
  subjectId: string,
  events: readonly Told[],
  subjectType = 'claim',
  firstId = 1,
): Row[] {
  return events.map(([type, at, changes = {}, payload = {}], index) => ({
    id: firstId + index,
    subject_type: subjectType,
    subject_id: subjectId,
    subject_version: index + 1,
    type,
    actor_kind: 'member',
    actor_id: 'chen',
    at: NOON + at * HOUR,
    payload,
    changes,
    digest: '',
  }));
}

const taken: Told = [
  'claim.taken',
  0,
  { state: 'active', leaseEndsAt: iso(24), round: 1, step: 1 },
];
const offered: Told = ['claim.offered', 0, { state: 'offered', offerEndsAt: iso(12) }];
const withdrawn: Told = ['claim.withdrawn', 1, { state: 'withdrawn', leaseEndsAt: null }];
const submitted = (at: number): Told => ['claim.submitted', at, { state: 'submitted' }];
const reminded = (payload: object): Told => ['claim.reminded', 2, {}, payload];
const claimHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('c', events),
});

/** Two claims of one person under a limit of one; the first ends as the second event, or never. */
function twoClaims(first: readonly Row[], secondId: number): Rows {
  const claim = { terms_id: 't', workflow_id: 'w', claimant_id: 'chen' };
  return {
    pioneer_terms_versions: [{ document_id: 't', content: { liveLimit: 1 } }],
    pioneer_claims: [
      { document_id: 'one', ...claim },
      { document_id: 'two', ...claim },
    ],
    pioneer_events: [...first, ...eventsOf('two', [taken], 'claim', secondId)],
  };
}

const opening = { document_id: 'o', organisation_id: 'village', member_slots: 1 };
const claim = { document_id: 'c', opening_id: 'o', claimant_kind: 'member', claimant_id: 'chen' };
const live = { ...claim, state: 'active', live_key: 'o:member:chen' };
const counted = { ...opening, member_taken: 0, organisation_taken: 0, accepted: 0 };

const town: Rows = {
  pioneer_events: eventsOf(
    'village',
    [['organisation.created', 0, { parentId: null }]],
    'organisation',
  ),
  pioneer_openings: [opening],
  pioneer_claims: [live],
};
const looking = attempt(1, 2, { op: 'read', about: { claimId: 'c' }, actor: 'lin' });

const erasing = attempt(1, 2, { op: 'erase', about: { memberId: 'chen' } });
const entry: Row = {
  ...{ id: 1, kind: 'erasure', subject_id: 'chen', is_success: true, actor_id: 'boss' },
  ...{ request_id: 'r', ip: '127.0.0.1' },
  details: {},
};

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

/** The same, asked for once more under a key of its own. */
const anew = (asked: Attempt, place: number): Attempt => ({ ...asked, key: `anew ${place}` });

/** What was done, and the history of one subject that holds it or not. */
const uploading = attempt(1, 2, {
  ...{ op: 'addEvidence', about: { claimId: 'c', clientId: 'photo' } },
});
const photo = { claimId: 'c', memberId: 'chen', clientId: 'photo' };
const photoHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('e', events, 'evidence'),
});

const office = { memberId: 'chen', organisationId: 'village', role: 'evaluator' };
const appointing = attempt(1, 2, { op: 'addMembership', about: office, actor: 'administrator' });
const ending = attempt(3, 4, {
  ...{ op: 'endMembership', about: { memberId: 'chen', membershipId: 'm' } },
});
const officeHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('m', events, 'membership'),
});
const officeBegun: Told = ['membership.created', 0, office];
const officeEnded: Told = ['membership.ended', 1, { endedAt: iso(1) }];

const holding = { memberId: 'chen', postId: 'post' };
const holdingBegun: Told = ['postHolding.begun', 0, holding];
const dismissing = attempt(1, 2, {
  ...{ op: 'dismiss', about: { ...holding, postHoldingId: 'h' } },
});

const moving = attempt(1, 2, {
  ...{ op: 'move', about: { organisationId: 'village', parentId: 'north' } },
  ...{ claimId: 'village', version: 2 },
});
const villageHistory = (parentId: string): Rows => ({
  pioneer_events: eventsOf(
    'village',
    [
      ['organisation.created', 0, { parentId: 'south' }],
      ['organisation.moved', 1, { parentId }],
    ],
    'organisation',
  ),
});

const switching = (op: string) =>
  attempt(1, 2, { op, about: { memberId: 'chen', action: 'report' }, actor: 'administrator' });
const userWho = (blocked: boolean): Rows => ({
  pioneer_members: [{ id: 1, document_id: 'chen', user_id: 1 }],
  up_users: [{ id: 1, document_id: 'user', blocked }],
});
const allowed: Rows = {
  up_permissions: [{ document_id: 'p', action: 'plugin::pioneer.claims.report' }],
};

/** Commands of claims that people give, and as which event they are recorded. */
const COMMANDS: readonly (readonly [command: string, event: string])[] = GIVEN_COMMANDS.filter(
  (command) => command !== 'report' && command !== 'submit',
).map((command) => [command, transitionOf(command).event]);

/** Breaches that rows show. */
export const BREACHES_OF_ROWS: readonly Case[] = [
  {
    invariant: 'I1',
    what: 'a counter beyond the slots',
    broken: { rows: { pioneer_openings: [{ ...opening, member_taken: 2 }] } },
    named: /^opening o: 2 member slots were taken, it has 1$/,
  },
  {
    invariant: 'I2',
    what: 'a live claim without its key',
    broken: { rows: { pioneer_claims: [{ ...live, live_key: null }] } },
    named: /^claim c is active and its live key is missing$/,
  },
  {
    invariant: 'I3',
    what: 'one claim more than a workflow allows',
    broken: { rows: twoClaims(eventsOf('one', [taken, withdrawn], 'claim', 2), 1) },
    named: /^claimant chen: 2 claims of a workflow ran at once, the limit is 1$/,
    sound: { rows: twoClaims(eventsOf('one', [taken, withdrawn]), 3) },
  },
  ...COMMANDS.map(([command, event]): Case => ({
    invariant: 'I4',
    what: `a command that is recorded and that nobody gave: ${command}`,
    broken: { rows: claimHistory([event, 0]) },
    named: new RegExp(`^claim c ${command} is recorded more often than anybody was told$`),
    sound: {
      rows: claimHistory([event, 0]),
      attempts: [
        attempt(1, 2, {
          ...{ op: command, about: { claimId: 'c', command } },
          ...{ claimId: 'c', version: 1 },
        }),
      ],
    },
  })),
  {
    invariant: 'I4',
    what: 'a photo that was acknowledged and is lost',
    broken: { attempts: [uploading] },
    named: /^addEvidence photo c chen: recorded 0 times, done 1 times/,
    sound: { rows: photoHistory(['evidence.added', 0, photo]), attempts: [uploading] },
  },
  {
    invariant: 'I4',
    what: 'a photo that was refused and is there',
    broken: {
      rows: photoHistory(['evidence.added', 0, photo]),
      attempts: [{ ...uploading, outcome: 'refused' }],
    },
    named: /^addEvidence photo c chen: recorded 1 times, done 0 times and perhaps up to 0$/,
    sound: {
      rows: photoHistory(['evidence.added', 0, photo]),
      attempts: [{ ...uploading, outcome: 'unknown' }],
    },
  },
  {
    invariant: 'I4',
    what: 'a photo that is there twice',
    broken: {
      rows: photoHistory(['evidence.added', 0, photo], ['evidence.added', 1, photo]),
      attempts: [uploading],
    },
    named: /^addEvidence photo c chen: recorded 2 times, done 1 times/,
    // What no report shows is forgotten after a day, and was there all the same.
    sound: {
      rows: photoHistory(['evidence.added', 0, photo], ['evidence.deleted', 25]),
      attempts: [uploading],
    },
  },
  {
    invariant: 'I4',
    what: 'an office that was given and is not recorded',
    broken: { rows: officeHistory(officeBegun), attempts: [appointing, appointing].map(anew) },
    named: /^addMembership chen village evaluator: recorded 1 times, done 2 times/,
    sound: {
      rows: officeHistory(officeBegun, officeEnded, ['membership.resumed', 2, { endedAt: null }]),
      attempts: [appointing, ending, appointing].map(anew),
    },
  },
  {
    invariant: 'I4',
    what: 'an office that was taken and goes on',
    broken: { rows: officeHistory(officeBegun), attempts: [appointing, ending] },
    named: /^endMembership m: recorded 0 times, done 1 times/,
    sound: { rows: officeHistory(officeBegun, officeEnded), attempts: [appointing, ending] },
  },
  {
    invariant: 'I4',
    what: 'a post that was given and is nobody’s',
    broken: { attempts: [attempt(1, 2, { op: 'appoint', about: holding })] },
    named: /^appoint chen post: recorded 0 times, done 1 times/,
    sound: {
      rows: { pioneer_events: eventsOf('h', [holdingBegun], 'postHolding') },
      attempts: [attempt(1, 2, { op: 'appoint', about: holding })],
    },
  },
  {
    invariant: 'I4',
    what: 'a holder who was dismissed and holds the post',
    broken: {
      rows: { pioneer_events: eventsOf('h', [holdingBegun], 'postHolding') },
      attempts: [dismissing],
    },
    named: /^dismiss h: recorded 0 times, done 1 times/,
    sound: {
      rows: {
        pioneer_events: eventsOf('h', [holdingBegun, ['postHolding.ended', 1]], 'postHolding'),
      },
      attempts: [dismissing],
    },
  },
  {
    invariant: 'I4',
    what: 'somebody who has left and is there',
    broken: { attempts: [erasing] },
    named: /^erase chen: recorded 0 times, done 1 times/,
    sound: {
      rows: { pioneer_events: eventsOf('chen', [['member.erased', 1]], 'member') },
      attempts: [erasing],
    },
  },
  {
    invariant: 'I4',
    what: 'an organisation that was moved and lies where it lay',
    broken: { rows: villageHistory('east'), attempts: [moving] },
    named:
      /^organisation village was moved to north under key .+ its version 2 does not lie there$/,
    sound: { rows: villageHistory('north'), attempts: [moving] },
  },
  {
    invariant: 'I4',
    what: 'somebody who was blocked and is not',
    broken: { rows: userWho(false), attempts: [switching('block')] },
    named: /^block under key .+ was acknowledged and is not so of block chen$/,
    sound: { rows: userWho(true), attempts: [switching('block')] },
  },
  {
    invariant: 'I4',
    what: 'somebody who was unblocked and is blocked',
    broken: { rows: userWho(true), attempts: [switching('block'), switching('unblock')] },
    named: /^unblock under key .+ was acknowledged and is not so of user user$/,
    sound: {
      rows: userWho(true),
      attempts: [{ ...switching('block'), outcome: 'unknown' }, switching('unblock')],
    },
  },
  {
    invariant: 'I4',
    what: 'a permission that was given back and is away',
    broken: { attempts: [switching('revoke'), switching('grant')] },
    named: /^grant under key .+ was acknowledged and is not so of grant report$/,
    sound: { rows: allowed, attempts: [switching('revoke'), switching('grant')] },
  },
  {
    invariant: 'I4',
    what: 'a permission that was taken and is there',
    broken: { rows: allowed, attempts: [switching('revoke')] },
    named: /^revoke under key .+ was acknowledged and is not so of permission p$/,
    sound: { attempts: [switching('revoke')] },
  },
  {
    invariant: 'I6',
    what: 'work that is submitted before it was taken',
    broken: {
      rows: { pioneer_claims: [live], pioneer_openings: [opening], ...claimHistory(submitted(1)) },
    },
    named: /^claim c, version 1: claim.submitted from nothing$/,
  },
  {
    invariant: 'I7',
    what: 'a verdict that nobody asked for',
    broken: { rows: { pioneer_verdicts: [{ claim_id: 'c', round: 1, step: 1 }] } },
    named: /^a verdict on claim c belongs to no round of it$/,
  },
  {
    invariant: 'I8',
    what: 'work that is submitted after its lease',
    broken: { rows: claimHistory(taken, submitted(25)) },
    named: /^claim c, version 2: claim.submitted after leaseEndsAt$/,
    sound: { rows: claimHistory(taken, submitted(23)) },
  },
  {
    invariant: 'I8',
    what: 'an offer that is answered after its time',
    broken: { rows: claimHistory(offered, ['claim.offerAccepted', 13, { state: 'active' }]) },
    named: /^claim c, version 2: claim.offerAccepted after offerEndsAt$/,
    sound: { rows: claimHistory(offered, ['claim.offerAccepted', 11, { state: 'active' }]) },
  },
  {
    invariant: 'I8',
    what: 'work that goes on after it expired',
    broken: { rows: claimHistory(taken, ['claim.expired', 24], ['claim.reported', 1]) },
    named: /^claim c, version 3: claim.reported after it had expired$/,
    sound: { rows: claimHistory(taken, ['claim.expired', 24]) },
  },
  {
    invariant: 'I8',
    what: 'a lease that ends before its time',
    broken: { rows: claimHistory(taken, ['claim.expired', 23]) },
    named: /^claim c, version 2: claim.expired before its time$/,
    sound: { rows: claimHistory(taken, ['claim.expired', 25]) },
  },
  {
    invariant: 'I8',
    what: 'an offer that ends before its time',
    broken: { rows: claimHistory(offered, ['claim.expired', 11]) },
    named: /^claim c, version 2: claim.expired before its time$/,
    sound: { rows: claimHistory(offered, ['claim.expired', 13]) },
  },
  {
    invariant: 'I9',
    what: 'a row without history',
    broken: { rows: { pioneer_claims: [live] } },
    named: /^pioneer_claims c: nothing is recorded of it$/,
  },
  {
    invariant: 'I10',
    what: 'an event whose digest is off',
    broken: { rows: claimHistory(taken) },
    named: /^claim c: the digest of version 1 is off$/,
  },
  ...(['member_taken', 'organisation_taken', 'accepted'] as const).map((counter): Case => ({
    invariant: 'I11',
    what: `a counter that counts nothing: ${counter}`,
    broken: { rows: { pioneer_openings: [{ ...counted, [counter]: 1 }] } },
    named: new RegExp(`^opening o: ${counter} is 1, its claims are 0$`),
    sound: { rows: { pioneer_openings: [counted] } },
  })),
  {
    invariant: 'I11',
    what: 'a claim that is not counted',
    broken: { rows: { pioneer_openings: [counted], pioneer_claims: [live] } },
    named: /^opening o: member_taken is 0, its claims are 1$/,
    sound: {
      rows: { pioneer_openings: [{ ...counted, member_taken: 1 }], pioneer_claims: [live] },
    },
  },
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
  {
    invariant: 'I20',
    what: 'a stranger who reads a claim',
    broken: { rows: town, attempts: [looking] },
    named: /^lin could read claim c of strangers, under key /,
    sound: {
      rows: {
        ...town,
        pioneer_memberships: [{ member_id: 'lin', role: 'manager', organisation_id: 'village' }],
      },
      attempts: [looking],
    },
  },
  {
    invariant: 'I22',
    what: 'an erasure that is not logged',
    broken: { attempts: [erasing] },
    named: /^erasure chen: 0 entries, done 1 times/,
    sound: { rows: { pioneer_access_log: [entry] }, attempts: [erasing] },
  },
  {
    invariant: 'I22',
    what: 'an erasure that is logged twice',
    broken: { rows: { pioneer_access_log: [entry, { ...entry, id: 2 }] }, attempts: [erasing] },
    named: /^erasure chen: 2 entries, done 1 times/,
    sound: { attempts: [{ ...erasing, outcome: 'unknown' }] },
  },
  {
    invariant: 'I22',
    what: 'an entry without a name',
    broken: { rows: { pioneer_access_log: [{ ...entry, actor_id: null }] }, attempts: [erasing] },
    named: /^entry 1 \(erasure .*\) is of nobody, from /,
    sound: { rows: { pioneer_access_log: [entry] }, attempts: [erasing] },
  },
  {
    invariant: 'I22',
    what: 'an entry from nowhere',
    broken: { rows: { pioneer_access_log: [{ ...entry, ip: '' }] }, attempts: [erasing] },
    named: /^entry 1 \(erasure .*, from nowhere, under /,
    sound: { rows: { pioneer_access_log: [entry] }, attempts: [erasing] },
  },
];
