import type { Rows } from '../../../../tools/torture/keep-violations';
import { attempt, type Case } from './case';
import {
  type Row,
  type Told,
  claimHistory,
  erasing,
  eventsOf,
  iso,
  live,
  opening,
  submitted,
  taken,
} from './stored';

const offered: Told = ['claim.offered', 0, { state: 'offered', offerEndsAt: iso(12) }];
const withdrawn: Told = ['claim.withdrawn', 1, { state: 'withdrawn', leaseEndsAt: null }];
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

const entry: Row = {
  ...{ id: 1, kind: 'erasure', subject_id: 'chen', is_success: true, actor_id: 'boss' },
  ...{ request_id: 'r', ip: '127.0.0.1' },
  details: {},
};

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
