import { SLOT_STATES } from '../../../core/work/states';
import type { Reading } from '../shared/database';
import type { Finding } from './verify-record';

/** Recomputes what is kept beside the record, for speed, and names what differs. */
export async function verifyDerived(reading: Reading): Promise<Finding[]> {
  return [...(await verifyCounters(reading)), ...(await verifyClosures(reading))];
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
  const derived = `
    with recursive derived(ancestor_id, descendant_id, depth) as (
      select document_id, document_id, 0 from pioneer_organisations
      union all
      select p.document_id, d.descendant_id, d.depth + 1
      from derived d
      join pioneer_organisations c on c.document_id = d.ancestor_id
      join pioneer_organisations p on p.document_id = c.parent_id)`;
  const columns = 'ancestor_id, descendant_id, depth';
  const kept = `select ${columns} from pioneer_organisation_closures`;
  const difference = (first: string, second: string) =>
    trx
      .raw(`${derived} ${first} except ${second}`)
      .then((answer: unknown) => rowsOf(answer) as { descendant_id: string; depth: number }[]);
  const surplus = await difference(kept, `select ${columns} from derived`);
  const missing = await difference(`select ${columns} from derived`, kept);
  const finding = (id: string, recorded: number | undefined, found: number | undefined) => ({
    table: 'pioneer_organisation_closures',
    id,
    column: 'depth',
    recorded,
    found,
  });
  return [
    ...surplus.map(({ descendant_id, depth }) => finding(descendant_id, undefined, depth)),
    ...missing.map(({ descendant_id, depth }) => finding(descendant_id, depth, undefined)),
  ];
}

/** Raw answers differ by driver: PostgreSQL wraps its rows. */
function rowsOf(answer: unknown): unknown[] {
  return Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
}
