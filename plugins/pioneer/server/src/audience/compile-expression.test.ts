import type { ClaimantFacts } from '../../../core/work/audience';
import { DomainError } from '../shared/domain-error';
import { compileExpression, type ExpressionFacts } from './compile-expression';

const MEMBER: ClaimantFacts = {
  claimant: 'member',
  member: {
    roles: ['member', 'representative'],
    organisations: ['T-1-1', 'T-1', 'T'],
    kinds: ['cooperative', 'community', 'town'],
  },
  organisation: { code: 'T-1-1', kind: 'cooperative', path: ['T-1-1', 'T-1', 'T'] },
};

function unmet(source: string, facts: ExpressionFacts = MEMBER) {
  return compileExpression('audience', source).findUnmet(facts);
}

function refusalOf(source: string, field: 'audience' | 'eligibility' = 'audience') {
  try {
    compileExpression(field, source);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.refusal;
    throw error;
  }
}

function hashOf(source: string): string {
  return compileExpression('audience', source).hash;
}

describe('an audience', () => {
  test.each([
    ['"T-1" in member.organisations', true],
    ['"T-2" in member.organisations', false],
    ['member.roles.exists(r, r == "manager" || r == "representative")', true],
    ['"grid" in member.kinds', false],
    ['organisation.kind == "cooperative" && "T" in organisation.path', true],
    ['claimant == "organisation"', false],
    ['organisation.code.startsWith("T-1")', true],
    ['size(member.organisations) <= 3', true],
    // There is no ninth role: that does not hold, and its opposite does not either.
    ['member.roles[8] == "member"', false],
    ['!(member.roles[8] == "member")', false],
  ])('%s: %s', (source, holds) => {
    expect(unmet(source) === null).toBe(holds);
  });

  test.each([
    ['"a" in member', '1:1'],
    ['member.name == "x"', '1:8'],
    ['true &&\n now() > 1', '2:2'],
    ['member.roles', '1:1'],
    ['true &&', '1:8'],
    ['claims.running < 2', '1:1'],
    ['', '1:1'],
  ])('%j is refused, with the place %s', (source, where) => {
    expect(refusalOf(source)).toMatchObject({
      code: 'AUDIENCE_INVALID',
      facts: { field: 'audience', where },
    });
  });

  test.each([
    ['more than 2,000 characters', `true ${' '.repeat(2000)}`, { what: 'characters' }],
    ['201 nodes', Array(101).fill('true').join('||'), { what: 'nodes', found: 201, most: 200 }],
    [
      'three comprehensions in each other',
      nested('member.roles', 3),
      { what: 'depth', found: 3, most: 2 },
    ],
    ['a regular expression', 'member.roles.exists(r, r.matches("(a+)+$"))', { what: 'matches' }],
    ['lists that grow', '(member.roles + member.roles).exists(r, r == "a")', { what: '+' }],
    ['texts that grow', 'cel.bind(x, member.roles.join(), x == "")', { what: 'bind' }],
  ])('of %s is refused before anything of it runs', (_name, source, facts) => {
    expect(refusalOf(source)).toMatchObject({ code: 'AUDIENCE_TOO_COSTLY', facts });
  });

  test('may walk a list within a list, and one after the other', () => {
    expect(refusalOf(nested('member.roles', 2))).toBeNull();
    expect(refusalOf('member.roles.filter(r, r != "a").map(r, r).exists(r, r == "b")')).toBeNull();
  });

  test('cannot hide a comprehension in the list that another walks', () => {
    const inner = nested('member.roles', 2);
    const source = `member.roles.exists(r, [${inner}].exists(b, b))`;
    expect(refusalOf(source)).toMatchObject({ facts: { what: 'depth', found: 3 } });
  });
});

function nested(list: string, depth: number, name = 'x'): string {
  const inside = depth === 1 ? `${name} == ""` : nested(list, depth - 1, `${name}x`);
  return `${list}.all(${name}, ${inside})`;
}

describe('an eligibility', () => {
  test.each([
    [{ running: 0, accepted: 2 }, null],
    [{ running: 0, accepted: 1 }, 'claims.accepted >= 2'],
    [{ running: 1, accepted: 2 }, '手头没有未完成的任务'],
  ])('with %j names the first condition that is unmet: %s', (claims, expected) => {
    const source = 'claims.accepted >= 2 &&\n claims.running == 0 // 手头没有未完成的任务\n';
    expect(compileExpression('eligibility', source).findUnmet({ ...MEMBER, claims })).toBe(
      expected,
    );
  });

  test.each([
    [
      '(("T-2" in member.organisations) || false) && true',
      '("T-2" in member.organisations) || false',
    ],
    [
      'true && (true && (claimant == "x" || ("a" in member.roles)))',
      'claimant == "x" || ("a" in member.roles)',
    ],
    ['(claimant == "x" || true) == false && true', '(claimant == "x" || true) == false'],
    ['!(claimant == "member") && true', '!(claimant == "member")'],
    ['claimant == "// 不是注释" && true', 'claimant == "// 不是注释"'],
    ['(claimant == "x" // 仅限组织\n) && true // 其他', '仅限组织'],
    ['claimant == "x" || false', 'claimant == "x" || false'],
  ])('%s: what is unmet is %s', (source, expected) => {
    expect(unmet(source)).toBe(expected);
  });
});

describe('the hash', () => {
  test('is the same however the expression is written', () => {
    const hash = hashOf('"T-1" in member.organisations && claimant == "member"');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const other = '( \'T-1\' in member.organisations)\n&& // 社区\n claimant=="member"';
    expect(hashOf(other)).toBe(hash);
  });

  test.each([
    ['size(member.roles) - (2 - 1) == 0', '(size(member.roles) - 2) - 1 == 0'],
    ['true == (false == true)', '(true == false) == true'],
    ['claimant == "1"', 'claimant == "2"'],
    ['size(member.roles) == 1', 'size(member.roles) == 2'],
  ])('tells %s from %s', (one, other) => {
    expect(hashOf(one)).not.toBe(hashOf(other));
  });
});
