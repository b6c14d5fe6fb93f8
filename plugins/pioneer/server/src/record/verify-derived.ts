import type { Core } from '@strapi/strapi';
import { SLOT_STATES } from '../../../core/work/states';
import { verifyAudiences } from '../audience/verify-audiences';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { evaluatorsByName } from '../work/task-terms';
import { openings, stepEvaluators, terms } from '../work/tables';
import type { Finding } from './verify-record';
import { verifyStatistics } from './verify-statistics';

/** Recomputes what is kept beside the record, for speed, and names what differs. */
export async function verifyDerived(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  return [
    ...(await verifyCounters(reading)),
    ...(await verifyClosures(reading)),
    ...(await verifyStepEvaluators(reading)),
    ...(await verifySearchTexts(reading)),
    ...(await verifyStatistics(strapi, reading)),
    ...(await verifyAudiences(reading)),
  ];
}

const COUNTERS = ['member_taken', 'organisation_taken', 'accepted'] as const;

/** The counters of openings against the claims that they count. */
async function verifyCounters({ trx }: Reading): Promise<Finding[]> {
  const holding = SLOT_STATES.map((state) => `'${state}'`).join(', ');
  const counted = (condition: string) =>
    `coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
  const found: Record<string, unknown>[] = await trx('pioneer_openings as o')
    .leftJoin('pioneer_claims as c', 'c.opening_id', 'o.document_id')
    .groupBy('o.document_id', 'o.member_taken', 'o.organisation_taken', 'o.accepted')
    .select('o.document_id', 'o.member_taken', 'o.organisation_taken', 'o.accepted')
    .select({
      counted_member_taken: trx.raw(
        counted(`c.claimant_kind = 'member' and c.state in (${holding})`),
      ),
      counted_organisation_taken: trx.raw(
        counted(`c.claimant_kind = 'organisation' and c.state in (${holding})`),
      ),
      counted_accepted: trx.raw(counted("c.state = 'accepted'")),
    });
  return found.flatMap((row) =>
    COUNTERS.filter((column) => Number(row[column]) !== Number(row[`counted_${column}`])).map(
      (column) => ({
        table: 'pioneer_openings',
        id: String(row.document_id),
        column,
        recorded: Number(row[`counted_${column}`]),
        found: Number(row[column]),
      }),
    ),
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
async function verifyStepEvaluators({ trx }: Reading): Promise<Finding[]> {
  const agreed: Record<string, unknown>[] = await trx(`${terms.name} as t`).select(
    selectOf(terms, 't'),
  );
  const kept: { terms: string; step: number; member: string }[] = await trx(
    stepEvaluators.name,
  ).select({ terms: 'terms_id', step: 'step', member: 'member_id' });
  const expected = new Set(
    agreed
      .map((row) => rowIn(terms, 't', row))
      .flatMap(evaluatorsByName)
      .map(({ termsId, step, memberId }) => `${termsId} ${step} ${memberId}`),
  );
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

/** What a search looks into against the texts that it follows from. */
async function verifySearchTexts({ trx }: Reading): Promise<Finding[]> {
  const rows: Record<string, unknown>[] = await trx(`${openings.name} as o`).select(
    selectOf(openings, 'o'),
  );
  return rows
    .map((row) => rowIn(openings, 'o', row))
    .flatMap((opening) => {
      const { searchText: recorded } = openings.derive(opening);
      const { id, searchText: found } = opening;
      if (recorded === found) return [];
      return [{ table: openings.name, id, column: 'search_text', recorded, found }];
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
