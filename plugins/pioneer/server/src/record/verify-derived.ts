import type { Core } from '@strapi/strapi';
import type { Finding } from '../../../core/record/verification';
import { SLOT_STATES } from '../../../core/work/states';
import { verifyAudiences } from '../audience/verify-audiences';
import type { Reading } from '../shared/database';
import { streamRows } from '../shared/rows';
import { columnName } from '../shared/table';
import { evaluatorsByName } from '../work/task-terms';
import { claims, openings, stepEvaluators, terms, type OpeningRow } from '../work/tables';
import { MAX_FINDINGS } from './verify-record';
import { verifyStatistics } from './verify-statistics';

/** Recomputes what is kept beside the record, for speed, and names what differs. */
export async function verifyDerived(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  return [
    ...(await verifyCounters(reading)),
    ...(await verifyClosures(reading)),
    ...(await verifyStepEvaluators(reading)),
    ...(await verifyStatistics(strapi, reading)),
    ...(await verifyAudiences(reading)),
  ];
}

const COUNTERS = ['memberTaken', 'organisationTaken', 'accepted'] as const;
const NOTHING_COUNTED = { memberTaken: 0, organisationTaken: 0, accepted: 0 };

/** The counters of openings against the claims that they count. */
async function verifyCounters(reading: Reading): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const batch of streamRows(reading, openings)) {
    const counted = await countClaims(reading, batch);
    for (const opening of batch) {
      const recorded = { ...NOTHING_COUNTED, ...counted.get(opening.id) };
      const differing = COUNTERS.filter((name) => recorded[name] !== opening[name]);
      findings.push(
        ...differing.map((name) => ({
          table: openings.name,
          id: opening.id,
          column: columnName(name),
          recorded: recorded[name],
          found: opening[name],
        })),
      );
    }
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

/** The counters of these openings as their claims make them; none of one that nobody claimed. */
async function countClaims(
  { trx }: Reading,
  batch: readonly OpeningRow[],
): Promise<ReadonlyMap<string, Partial<typeof NOTHING_COUNTED>>> {
  const holding = SLOT_STATES.map((state) => `'${state}'`).join(', ');
  const sumOf = (condition: string) => trx.raw(`sum(case when ${condition} then 1 else 0 end)`);
  const found: Record<string, unknown>[] = await trx(claims.name)
    .whereIn(
      'opening_id',
      batch.map(({ id }) => id),
    )
    .groupBy('opening_id')
    .select('opening_id')
    .select({
      memberTaken: sumOf(`claimant_kind = 'member' and state in (${holding})`),
      organisationTaken: sumOf(`claimant_kind = 'organisation' and state in (${holding})`),
      accepted: sumOf("state = 'accepted'"),
    });
  return new Map(
    found.map((row) => [
      String(row.opening_id),
      Object.fromEntries(COUNTERS.map((name) => [name, Number(row[name])])),
    ]),
  );
}

/** The closure of the tree of organisations against the parents that it follows from. */
async function verifyClosures({ trx }: Reading): Promise<Finding[]> {
  const rows: { id: string; parent: string | null }[] = await trx('pioneer_organisations').select({
    id: 'document_id',
    parent: 'parent_id',
  });
  const kept: { ancestor: string; descendant: string; depth: number }[] = await trx(
    'pioneer_organisation_closures',
  ).select({ ancestor: 'ancestor_id', descendant: 'descendant_id', depth: 'depth' });
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]));
  const expected = new Map(rows.flatMap(({ id }) => pathsTo(id, parents)));
  const found = new Map(
    kept.map(({ ancestor, descendant, depth }) => [`${descendant} ${ancestor}`, Number(depth)]),
  );
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((pair) => {
    const [recorded, present] = [expected.get(pair), found.get(pair)];
    if (recorded === present) return [];
    const [id = ''] = pair.split(' ');
    const table = 'pioneer_organisation_closures';
    return [{ table, id, column: 'depth', recorded, found: present }];
  });
}

/** The evaluators by name against the terms that name them. */
async function verifyStepEvaluators(reading: Reading): Promise<Finding[]> {
  const expected = new Set<string>();
  for await (const batch of streamRows(reading, terms)) {
    for (const { termsId, step, memberId } of batch.flatMap(evaluatorsByName)) {
      expected.add(`${termsId} ${step} ${memberId}`);
    }
  }
  const kept: { terms: string; step: number; member: string }[] = await reading
    .trx(stepEvaluators.name)
    .select({ terms: 'terms_id', step: 'step', member: 'member_id' });
  const found = new Set(kept.map(({ terms: id, step, member }) => `${id} ${step} ${member}`));
  return [...new Set([...expected, ...found])].flatMap((triple) => {
    if (expected.has(triple) === found.has(triple)) return [];
    const [id = '', , member] = triple.split(' ');
    const [recorded, present] = [expected.has(triple), found.has(triple)].map((is) =>
      is ? member : undefined,
    );
    return [{ table: stepEvaluators.name, id, column: 'member_id', recorded, found: present }];
  });
}

/** Every organisation above this one, itself included; parents changed by hand may go in circles. */
function pathsTo(
  id: string,
  parents: ReadonlyMap<string, string | null>,
): (readonly [pair: string, depth: number])[] {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    seen.add(at);
  }
  return [...seen].map((ancestor, depth) => [`${id} ${ancestor}`, depth]);
}
