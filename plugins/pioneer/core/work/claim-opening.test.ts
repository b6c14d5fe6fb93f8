import type { MembershipRole } from '../people/roles';
import { HOUR } from '../time';
import {
  creditedOrganisation,
  findOpeningRefusal,
  leaseEnd,
  liveKeyOf,
  newClaim,
} from './claim-opening';

const NOW = Date.UTC(2026, 5, 1, 8);
const opening = {
  id: 'o1',
  state: 'open' as const,
  termsId: 't1',
  slots: { member: 1, organisation: 0 },
  taken: { member: 0, organisation: 0 },
  opensAt: null,
  closesAt: null,
};

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

test('slots of one kind are none of the other', () => {
  const both = {
    ...opening,
    slots: { member: 1, organisation: 1 },
    taken: { member: 1, organisation: 0 },
  };
  expect(findOpeningRefusal(both, 'organisation', NOW)).toBeNull();
  expect(findOpeningRefusal(both, 'member', NOW)).toEqual({
    code: 'OPENING_FULL',
    facts: { slots: 1 },
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

test('a new claim is active, in its first round and step, with a whole lease', () => {
  expect(newClaim(NOW, 72)).toEqual({
    state: 'active',
    round: 1,
    step: 1,
    percent: 0,
    leaseEndsAt: leaseEnd(NOW, 72),
  });
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
