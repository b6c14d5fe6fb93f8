import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import type { Facts, Totals } from './read-facts';

/** The one line of JSON that a run ends with. */
export interface Summary extends Totals {
  readonly spots: number;
  readonly members: number;
  /** How long it took to enrol every member. */
  readonly enrolSeconds: number;
  /** Of a town: its cooperatives whose work was accepted. */
  readonly cooperativesAccepted?: number;
  readonly conflicts: number;
  readonly oversold: number;
  readonly doubleClaims: number;
  readonly violations: number;
  readonly unexpected: number;
  readonly reportedRows: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
}

/** Rare things must happen often enough to mean something. */
const LEAST_SHARE = 0.02;

/** What a run promised and did not keep, each as a sentence. */
export function findUnmetConditions(options: {
  summary: Summary;
  facts: Facts;
  spots: readonly Spot[];
  tree: OrganisationTree;
}): string[] {
  const { summary, facts, spots, tree } = options;
  return [
    ...findUnequalRows(summary, spots.length),
    ...findUnfinished(summary, spots, tree),
    ...findUnequalDistricts(facts, spots, tree),
    ...findTooRare(summary),
    ...findForbidden(summary),
  ];
}

function findUnequalRows({ openings, accepted, open }: Summary, rows: number): string[] {
  const unmet: string[] = [];
  if (openings !== rows) unmet.push(`${rows} rows were used, but there are ${openings} openings.`);
  if (accepted + open !== rows) {
    unmet.push(`${accepted} accepted and ${open} open do not add up to the ${rows} rows used.`);
  }
  return unmet;
}

function findUnequalDistricts(
  { districts }: Facts,
  spots: readonly Spot[],
  tree: OrganisationTree,
): string[] {
  return [...new Set(spots.map((spot) => tree.districtCodeOf(spot)))].flatMap((code) => {
    const rows = spots.filter((spot) => tree.districtCodeOf(spot) === code);
    const open = rows.filter(({ closedAt }) => closedAt === null).length;
    const closed = rows.length - open;
    const found = districts.get(code) ?? { accepted: 0, open: 0 };
    if (found.accepted === closed && found.open === open) return [];
    return [
      `${code}: ${found.accepted} accepted and ${found.open} open, ` +
        `but the file has ${closed} closed and ${open} open rows.`,
    ];
  });
}

/** Every organisation's work was accepted, every closed row's spot put right, everybody enrolled. */
function findUnfinished(
  { organisationsAccepted, spotsPutRight, enrolled, members }: Summary,
  spots: readonly Spot[],
  tree: OrganisationTree,
): string[] {
  const expected: [string, number, number][] = [
    [
      'organisations have accepted work',
      organisationsAccepted,
      new Set(spots.map((spot) => tree.codeOf(spot))).size,
    ],
    [
      'spots were put right',
      spotsPutRight,
      spots.filter(({ closedAt }) => closedAt !== null).length,
    ],
    ['members were enrolled', enrolled, members],
  ];
  return expected.flatMap(([what, found, wanted]) =>
    found === wanted ? [] : [`${found} ${what}, it should be ${wanted}.`],
  );
}

function findTooRare(summary: Summary): string[] {
  return (['returned', 'withdrawn', 'expired', 'offered', 'promoted'] as const)
    .filter((key) => summary[key] < summary.worked * LEAST_SHARE)
    .map((key) => `Only ${summary[key]} of ${summary.worked} claims are ${key}, less than 2 %.`);
}

function findForbidden(summary: Summary): string[] {
  const forbidden = (['oversold', 'doubleClaims', 'violations', 'unexpected'] as const)
    .filter((key) => summary[key] > 0)
    .map((key) => `${key} is ${summary[key]} and must be 0.`);
  const isPeaceful = summary.conflicts === 0;
  return isPeaceful ? [...forbidden, 'No race was lost: there were no conflicts.'] : forbidden;
}
