import type { Membership } from '../people/roles';
import { claimantFactsOf, findSizeRefusal, type ExpressionSize } from './audience';

const LINES = new Map([
  ['coop', [station('T-1-1', 'cooperative'), station('T-1', 'community'), station('T', 'town')]],
  ['community', [station('T-1', 'community'), station('T', 'town')]],
  ['other', [station('T-2', 'community'), station('T', 'town')]],
]);

function station(code: string, kind: string) {
  return { code, kind };
}

describe('what expressions read', () => {
  test('of a member: roles, organisations and kinds once each, and where a claim would count', () => {
    const memberships: Membership[] = [
      { organisationId: 'other', role: 'evaluator' },
      { organisationId: 'coop', role: 'member' },
      { organisationId: 'coop', role: 'evaluator' },
    ];
    expect(claimantFactsOf({ kind: 'member', id: 'm' }, memberships, LINES)).toEqual({
      claimant: 'member',
      member: {
        roles: ['evaluator', 'member'],
        organisations: ['T-2', 'T', 'T-1-1', 'T-1'],
        kinds: ['community', 'town', 'cooperative'],
      },
      organisation: { code: 'T-1-1', kind: 'cooperative', path: ['T-1-1', 'T-1', 'T'] },
    });
  });

  test('of an organisation: itself, and nothing of members', () => {
    expect(claimantFactsOf({ kind: 'organisation', id: 'community' }, [], LINES)).toEqual({
      claimant: 'organisation',
      member: { roles: [], organisations: [], kinds: [] },
      organisation: { code: 'T-1', kind: 'community', path: ['T-1', 'T'] },
    });
  });

  test('of a member without memberships: empty lists and an organisation without code', () => {
    expect(claimantFactsOf({ kind: 'member', id: 'm' }, [], LINES)).toMatchObject({
      member: { roles: [], organisations: [] },
      organisation: { code: '', kind: '', path: [] },
    });
  });

  test('is never a list of more than 1,000 items', () => {
    const many = Array.from({ length: 1200 }, (_, index) => station(`T-${index}`, 'grid'));
    const facts = claimantFactsOf(
      { kind: 'organisation', id: 'deep' },
      [],
      new Map([['deep', many]]),
    );
    expect(facts.organisation.path).toHaveLength(1000);
  });
});

const SMALL: ExpressionSize = { characters: 30, nodes: 9, depth: 1, items: 2, calls: ['in', '&&'] };

describe('an expression', () => {
  test.each<[string, Partial<ExpressionSize>, object | null]>([
    ['of ordinary size', {}, null],
    ['of 2,000 characters', { characters: 2000 }, null],
    ['of 2,001 characters', { characters: 2001 }, { what: 'characters', found: 2001, most: 2000 }],
    ['of 200 nodes', { nodes: 200 }, null],
    ['of 201 nodes', { nodes: 201 }, { what: 'nodes', found: 201, most: 200 }],
    ['with two comprehensions in each other', { depth: 2 }, null],
    ['with three of them', { depth: 3 }, { what: 'depth', found: 3, most: 2 }],
    ['with a list of 1,000 items', { items: 1000 }, null],
    ['with a list of 1,001', { items: 1001 }, { what: 'items', found: 1001, most: 1000 }],
    ['with `exists`', { calls: ['exists', '=='] }, null],
    ['with `matches`', { calls: ['matches'] }, { what: 'matches', found: 1, most: 0 }],
    ['that joins lists', { calls: ['in', '+', '+'] }, { what: '+', found: 2, most: 0 }],
    ['with `bind`', { calls: ['bind'] }, { what: 'bind', found: 1, most: 0 }],
  ])('%s', (_name, size, facts) => {
    const expected =
      facts === null
        ? null
        : { code: 'AUDIENCE_TOO_COSTLY', facts: { field: 'eligibility', ...facts } };
    expect(findSizeRefusal('eligibility', { ...SMALL, ...size })).toEqual(expected);
  });
});
