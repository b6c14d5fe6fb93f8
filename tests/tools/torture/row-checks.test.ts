import { knex, type Knex } from 'knex';
import { findUnloggedAccesses } from '../../../tools/torture/checks/accesses-logged';
import { findWrongCounters } from '../../../tools/torture/checks/counters';
import { findMissedDeadlines } from '../../../tools/torture/checks/deadlines';
import {
  ofRows,
  type TortureCheck,
  type TortureEvidence,
} from '../../../tools/torture/checks/evidence';
import { findTooManyClaims } from '../../../tools/torture/checks/live-limit';
import { findRepeatedEffects } from '../../../tools/torture/checks/once-per-period';
import { findTrespasses } from '../../../tools/torture/checks/walls';
import type { Attempt } from '../../../tools/torture/history';

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

/** Every column that the checks name; a database of a few rows needs no more. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  pioneer_claims: [
    ...['document_id', 'opening_id', 'terms_id', 'workflow_id', 'state'],
    ...['claimant_kind', 'claimant_id'],
  ],
  pioneer_terms_versions: ['document_id', 'content'],
  pioneer_openings: [
    ...['document_id', 'organisation_id', 'member_taken', 'organisation_taken', 'accepted'],
  ],
  pioneer_events: [
    ...['id', 'subject_type', 'subject_id', 'subject_version', 'type', 'actor_kind', 'actor_id'],
    ...['at', 'payload', 'changes', 'digest'],
  ],
  pioneer_memberships: ['member_id', 'role', 'organisation_id'],
  pioneer_co_claimants: ['member_id', 'claim_id'],
  pioneer_record_heads: ['date'],
  pioneer_seals: ['event_id'],
  pioneer_access_log: [
    ...['id', 'kind', 'subject_id', 'details', 'is_success', 'actor_id', 'request_id', 'ip'],
  ],
};

let db: Knex;
beforeEach(async () => {
  db = knex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
  });
  for (const [table, columns] of Object.entries(COLUMNS)) {
    await db.raw(`create table ${table} (${columns.join(', ')})`);
  }
});
afterEach(() => db.destroy());

async function look(check: TortureCheck, rows: Rows, attempts: readonly Attempt[] = []) {
  for (const [table, own] of Object.entries(rows)) await db(table).insert(own);
  const evidence = { db, history: { attempts, faults: [] } };
  return check(evidence as unknown as TortureEvidence);
}

const NOON = Date.parse('2026-11-27T04:00:00Z');
const HOUR = 3_600_000;
const iso = (hours: number) => new Date(NOON + hours * HOUR).toISOString();

/** Events of one subject: type, hours after noon, what they changed and what they say. */
function eventsOf(
  subjectId: string,
  events: readonly (readonly [type: string, at: number, changes?: object, payload?: object])[],
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
    payload: JSON.stringify(payload),
    changes: JSON.stringify(changes),
    digest: '',
  }));
}

const taken = (state = 'active', leaseEndsAt = iso(24)) =>
  ['claim.taken', 0, { state, leaseEndsAt, round: 1, step: 1 }] as const;
const withdrawn = ['claim.withdrawn', 1, { state: 'withdrawn', leaseEndsAt: null }] as const;

/** Two claims of one person under a limit of one; the first ends as the second event, or never. */
function twoClaims(first: readonly Row[], secondId: number): Rows {
  const claim = { terms_id: 't', workflow_id: 'w', claimant_id: 'chen' };
  return {
    pioneer_terms_versions: [{ document_id: 't', content: JSON.stringify({ liveLimit: 1 }) }],
    pioneer_claims: [
      { document_id: 'one', ...claim },
      { document_id: 'two', ...claim },
    ],
    pioneer_events: [...first, ...eventsOf('two', [taken()], 'claim', secondId)],
  };
}

const opening = { document_id: 'o', member_taken: 1, organisation_taken: 0, accepted: 0 };
const claim = { document_id: 'c', opening_id: 'o', claimant_kind: 'member', state: 'active' };
const reminded = (dueAt: string) => ['claim.reminded', 2, {}, { dueAt }] as const;

const town: Rows = {
  pioneer_events: eventsOf(
    'village',
    [['organisation.created', 0, { parentId: null }]],
    'organisation',
  ),
  pioneer_openings: [{ document_id: 'o', organisation_id: 'village' }],
  pioneer_claims: [{ ...claim, claimant_id: 'chen' }],
};
const request: Attempt = {
  ...{ id: 1, key: 'k', node: 0, op: 'read', about: { claimId: 'c' }, from: 1, to: 2 },
  ...{ actor: 'lin', outcome: 'ok', status: 200, code: null },
};
const erasing: Attempt = { ...request, op: 'erase', about: { memberId: 'chen' } };
const entry: Row = {
  ...{ id: 1, kind: 'erasure', subject_id: 'chen', is_success: 1, actor_id: 'boss' },
  ...{ request_id: 'r', ip: '127.0.0.1' },
  details: JSON.stringify({ path: '/pioneer/members/chen/erasure' }),
};

interface Case {
  readonly what: string;
  readonly check: TortureCheck;
  readonly broken: readonly [rows: Rows, attempts?: readonly Attempt[]];
  readonly sound: readonly [rows: Rows, attempts?: readonly Attempt[]];
}

const CASES: readonly Case[] = [
  {
    what: 'I3: one claim more than a workflow allows',
    check: ofRows(findTooManyClaims),
    broken: [twoClaims(eventsOf('one', [taken(), withdrawn], 'claim', 2), 1)],
    sound: [twoClaims(eventsOf('one', [taken(), withdrawn]), 3)],
  },
  {
    what: 'I8: work that is submitted after its lease',
    check: ofRows(findMissedDeadlines),
    broken: [{ pioneer_events: eventsOf('c', [taken(), ['claim.submitted', 25]]) }],
    sound: [{ pioneer_events: eventsOf('c', [taken(), ['claim.submitted', 23]]) }],
  },
  {
    what: 'I8: work that goes on after it expired',
    check: ofRows(findMissedDeadlines),
    broken: [
      { pioneer_events: eventsOf('c', [taken(), ['claim.expired', 24], ['claim.reported', 1]]) },
    ],
    sound: [{ pioneer_events: eventsOf('c', [taken(), ['claim.expired', 24]]) }],
  },
  {
    what: 'I8: a lease that ends before its time',
    check: ofRows(findMissedDeadlines),
    broken: [{ pioneer_events: eventsOf('c', [taken(), ['claim.expired', 23]]) }],
    sound: [{ pioneer_events: eventsOf('c', [taken(), ['claim.expired', 25]]) }],
  },
  {
    what: 'I11: a counter that counts nothing',
    check: ofRows(findWrongCounters),
    broken: [{ pioneer_openings: [opening] }],
    sound: [{ pioneer_openings: [opening], pioneer_claims: [claim] }],
  },
  {
    what: 'I19: two reminders of one due date',
    check: ofRows(findRepeatedEffects),
    broken: [{ pioneer_events: eventsOf('c', [taken(), reminded(iso(5)), reminded(iso(5))]) }],
    sound: [{ pioneer_events: eventsOf('c', [taken(), reminded(iso(5)), reminded(iso(6))]) }],
  },
  {
    what: 'I19: two heads of one day',
    check: ofRows(findRepeatedEffects),
    broken: [{ pioneer_record_heads: [{ date: '2026-11-27' }, { date: '2026-11-27' }] }],
    sound: [{ pioneer_record_heads: [{ date: '2026-11-27' }, { date: '2026-11-28' }] }],
  },
  {
    what: 'I20: a stranger who reads a claim',
    check: findTrespasses,
    broken: [town, [request]],
    sound: [
      {
        ...town,
        pioneer_memberships: [{ member_id: 'lin', role: 'manager', organisation_id: 'village' }],
      },
      [request],
    ],
  },
  {
    what: 'I22: an erasure that is not logged',
    check: findUnloggedAccesses,
    broken: [{}, [erasing]],
    sound: [{ pioneer_access_log: [entry] }, [erasing]],
  },
  {
    what: 'I22: an erasure that is logged twice',
    check: findUnloggedAccesses,
    broken: [{ pioneer_access_log: [entry, { ...entry, id: 2 }] }, [erasing]],
    sound: [{}, [{ ...erasing, outcome: 'unknown' }]],
  },
  {
    what: 'I22: an entry without a name',
    check: findUnloggedAccesses,
    broken: [{ pioneer_access_log: [{ ...entry, actor_id: null }] }, [erasing]],
    sound: [{ pioneer_access_log: [entry] }, [erasing]],
  },
];

it.each(CASES)('$what is noticed', async ({ check, broken: [rows, attempts] }) => {
  const { breaches, looked } = await look(check, rows, attempts);

  expect(breaches).toHaveLength(1);
  expect(looked).toBeGreaterThan(0);
});

it.each(CASES)('$what: nothing where it is not so', async ({ check, sound: [rows, attempts] }) => {
  expect((await look(check, rows, attempts)).breaches).toEqual([]);
});
