import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGHTS, sightOf, type Relation } from './sight';

const DOCUMENTATION = join(__dirname, '../../../../docs/privacy.md');

describe('who sees what', () => {
  test('is what docs/privacy.md says, no more and no less', () => {
    const rows = readFileSync(DOCUMENTATION, 'utf8').matchAll(
      /^\| `(\w+)` +\|[^|]+\| (full|masked|none) +\| (full|masked|none) +\| (full|masked|none) +\|$/gm,
    );
    const documented = [...rows].map(([, relation, ...shown]) => [relation, ...shown].join(' '));
    const declared = Object.entries(SIGHTS).map(([relation, { name, number, phone }]) =>
      [relation, name, number, phone].join(' '),
    );
    expect(documented).toEqual(declared);
  });

  const cases: [readonly Relation[], string][] = [
    [[], 'none none none'],
    [['public'], 'none none none'],
    [['member'], 'masked none none'],
    [['member', 'post'], 'full none none'],
    [['administrator'], 'masked full masked'],
    [['administrator', 'seesNames'], 'full full masked'],
    [['administrator', 'seesPhones'], 'masked full full'],
    [['administrator', 'seesPhones', 'seesNames'], 'full full full'],
  ];
  test.each(cases)('%j together see %s', (relations, expected) => {
    const { name, number, phone } = sightOf(relations);
    expect([name, number, phone].join(' ')).toBe(expected);
  });
});
