import { organisationCodeSchema } from 'strapi-plugin-pioneer/contract';
import { organisationTreeOf } from './organisation-codes';
import type { Spot } from './spot';

function spotIn(district: string, neighbourhood: string): Spot {
  return {
    key: `${district} ${neighbourhood}`,
    category: '',
    complaint: '',
    detail: '',
    address: '',
    district,
    neighbourhood,
    latitude: 0,
    longitude: 0,
    openedAt: new Date(0),
    closedAt: null,
  };
}

const AWKWARD = [
  ['1', 'East End'],
  ['1', 'East-End'],
  ['1', 'east end'],
  ['2', 'East End'],
  ['-1', "St. Mary's Park / Hill"],
  ['1', 'district 1'],
  ['1', '!!!'],
  ['1', '???'],
  ['minus 1', 'East End'],
  ['1', '河埠口社区'],
  ['1', 'Long '.repeat(40)],
  ['1', `${'Long '.repeat(40)}x`],
  ['', 'city'],
] as const;

it('gives every (district, neighbourhood) a code of its own that the contract takes', () => {
  const tree = organisationTreeOf(AWKWARD.map(([district, name]) => spotIn(district, name)));
  const codes = tree.rows.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toHaveLength(1 + 5 + AWKWARD.length);
  for (const code of codes) expect(organisationCodeSchema.safeParse(code).success).toBe(true);
});

it('puts parents before their children', () => {
  const { rows } = organisationTreeOf([spotIn('1', 'East End'), spotIn('2', 'East End')]);
  const seen = new Set<string | null>([null]);
  for (const { code, parentCode } of rows) {
    expect(seen).toContain(parentCode);
    seen.add(code);
  }
});

it('makes codes that people can read, whatever else is in the file', () => {
  const spot = spotIn('-1', 'Old Market / Quay');
  const tree = organisationTreeOf([spot, spotIn('7', 'Old Market')]);
  expect(tree.codeOf(spot)).toBe('minus-1/old-market-quay');
  expect(tree.districtCodeOf(spot)).toBe('district-minus-1');
});
