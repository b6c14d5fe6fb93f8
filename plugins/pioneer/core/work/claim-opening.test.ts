import type { MembershipRole } from '../people/roles';
import { HOUR } from '../time';
import {
  creditedOrganisation,
  decideBeginning,
  findClaimantRefusal,
  findOpeningRefusal,
  leaseEnd,
  liveKeyOf,
  newClaim,
  type OpeningFacts,
} from './claim-opening';
import type { ClaimantKind } from './states';

const NOW = Date.UTC(2026, 5, 1, 8);
const opening = {
  id: 'o1',
  state: 'open' as const,
  termsId: 't1',
  slots: { member: 1, organisation: 0 },
  taken: { member: 0, organisation: 0 },
  opensAt: null,
  closesAt: null,
  claimMode: 'open' as const,
  waitingList: false,
};
const RULES = { leaseHours: 72, offerHours: 48 };

function answerOf(facts: OpeningFacts, kind: ClaimantKind = 'member', isWilling = false) {
  const decision = decideBeginning(facts, kind, isWilling, NOW);
  return decision.ok ? decision.beginning : decision.refusal.code;
}

test('an opening without dates is open', () => {
  expect(findOpeningRefusal(opening, 'member', NOW)).toBeNull();
});

test('an opening opens and closes at the millisecond it says', () => {
  const dated = { ...opening, opensAt: NOW, closesAt: NOW + HOUR };
  expect(findOpeningRefusal(dated, 'member', NOW - 1)).toEqual({
    code: 'OPENING_NOT_YET_OPEN',
    facts: { opensAt: '2026-06-01T08:00:00.000Z' },
  });
  expect(findOpeningRefusal(dated, 'member', NOW)).toBeNull();
  expect(findOpeningRefusal(dated, 'member', NOW + HOUR - 1)).toBeNull();
  expect(findOpeningRefusal(dated, 'member', NOW + HOUR)?.code).toBe('OPENING_CLOSED');
});

describe('how a claim begins', () => {
  const full = { ...opening, taken: { member: 1, organisation: 0 } };
  const listed = { ...full, waitingList: true };

  test('slots of one kind are none of the other', () => {
    const both = { ...full, slots: { member: 1, organisation: 1 } };
    expect(answerOf(both, 'organisation')).toBe('claim');
    expect(answerOf(both, 'member')).toBe('OPENING_FULL');
  });

  test.each<[what: string, facts: OpeningFacts, isWilling: boolean, answer: string]>([
    ['a free slot is taken', opening, false, 'claim'],
    [
      'a free slot is taken also by who would wait',
      { ...opening, waitingList: true },
      true,
      'claim',
    ],
    ['all taken, no waiting list', full, true, 'OPENING_FULL'],
    ['all taken, not asked to wait', listed, false, 'OPENING_FULL_MAY_WAIT'],
    ['all taken, willing to wait', listed, true, 'wait'],
    ['applications need no free slot', { ...full, claimMode: 'apply' }, false, 'apply'],
    [
      'nobody takes what is assigned',
      { ...opening, claimMode: 'assign' },
      false,
      'OPENING_NOT_CLAIMABLE',
    ],
    [
      "nobody takes what is everyone's",
      { ...opening, claimMode: 'everyone' },
      false,
      'OPENING_NOT_CLAIMABLE',
    ],
    ['a closed opening stays closed', { ...listed, state: 'closed' }, true, 'OPENING_CLOSED'],
  ])('%s', (_what, facts, isWilling, answer) => {
    expect(answerOf(facts, 'member', isWilling)).toBe(answer);
  });
});

describe('what stands in the way of a claimant', () => {
  const limits = { liveLimit: 3, coolDownHours: 24 };
  test.each([
    [limits, { running: 2, lastExpiredAt: null }, undefined],
    [limits, { running: 3, lastExpiredAt: null }, 'CLAIM_LIMIT_REACHED'],
    [limits, { running: 4, lastExpiredAt: NOW }, 'CLAIM_LIMIT_REACHED'],
    [{ ...limits, liveLimit: null }, { running: 400, lastExpiredAt: null }, undefined],
    [limits, { running: 0, lastExpiredAt: NOW - 24 * HOUR + 1 }, 'CLAIM_COOLING_DOWN'],
    [limits, { running: 0, lastExpiredAt: NOW - 24 * HOUR }, undefined],
    [{ ...limits, coolDownHours: 0 }, { running: 0, lastExpiredAt: NOW }, undefined],
  ])('under %j with %j is %s', (rules, record, code) => {
    expect(findClaimantRefusal(rules, record, NOW)?.code).toBe(code);
  });
});

test('an opening for another kind says so rather than that it is full', () => {
  expect(findOpeningRefusal(opening, 'organisation', NOW)).toEqual({
    code: 'OPENING_KIND_REFUSED',
    facts: { kind: 'organisation' },
  });
});

test('the live key tells openings, kinds and claimants apart', () => {
  const keys = [
    liveKeyOf('o1', { kind: 'member', id: 'x' }),
    liveKeyOf('o1', { kind: 'organisation', id: 'x' }),
    liveKeyOf('o1', { kind: 'member', id: 'y' }),
    liveKeyOf('o2', { kind: 'member', id: 'x' }),
  ];
  expect(keys[0]).toBe('o1:member:x');
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['claim', 'active', leaseEnd(NOW, 72), null],
  ['enrol', 'active', leaseEnd(NOW, 72), null],
  ['apply', 'applied', null, null],
  ['wait', 'waiting', null, null],
  ['assign', 'offered', null, NOW + 48 * HOUR],
] as const)('a claim that begins with %s is %s', (beginning, state, leaseEndsAt, offerEndsAt) => {
  expect(newClaim(beginning, NOW, RULES, NOW + HOUR)).toEqual({
    state,
    round: 1,
    step: 1,
    percent: 0,
    leaseEndsAt,
    offerEndsAt,
    dueAt: NOW + HOUR,
    dueRemindsAt: NOW + HOUR,
  });
});

test('a lease of 72 hours ends three days later', () => {
  expect(leaseEnd(NOW, 72)).toBe(Date.UTC(2026, 5, 4, 8));
});

test.each([
  ['its own organisation', 'organisation', [], 'claimant'],
  ['nothing without a membership', 'member', [], null],
  ['where the member is a member', 'member', ['evaluator town', 'member village'], 'village'],
  ['the first of these', 'member', ['member village', 'member town'], 'village'],
  ['the first role of all otherwise', 'member', ['manager town', 'evaluator village'], 'town'],
] as const)('a claim is credited to %s', (_what, kind, held, expected) => {
  const memberships = held.map((one) => {
    const [role, organisationId = ''] = one.split(' ');
    return { role: role as MembershipRole, organisationId };
  });

  expect(creditedOrganisation({ kind, id: 'claimant' }, memberships)).toBe(expected);
});
