import { knex, type Knex } from 'knex';
import { RECORDED_TABLES } from '../../tools/replay/evidence/recorded-tables';
import type { Rows } from '../../tools/torture/keep-violations';

/** Columns that checks name; a table of which nothing is stored has no others. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.values(RECORDED_TABLES).map((table) => [table, []])),
  pioneer_claims: [
    ...['opening_id', 'terms_id', 'workflow_id', 'state', 'live_key', 'round', 'step'],
    ...['claimant_kind', 'claimant_id', 'lead_id', 'claimed_at', 'ended_at', 'end_reason'],
  ],
  pioneer_terms_versions: ['content'],
  pioneer_openings: [
    ...['task_id', 'organisation_id', 'member_slots', 'organisation_slots'],
    ...['member_taken', 'organisation_taken', 'accepted'],
    ...['unit_kind', 'unit_id', 'claim_mode', 'state'],
  ],
  pioneer_reports: ['claim_id', 'member_id', 'client_id', 'version'],
  pioneer_verdicts: ['claim_id', 'evaluator_id', 'round', 'step', 'decision'],
  pioneer_memberships: ['member_id', 'role', 'organisation_id', 'ended_at'],
  pioneer_organisation_closures: ['ancestor_id', 'descendant_id'],
  pioneer_spots: ['category'],
  pioneer_due_dates: ['recurrence_id', 'date'],
  pioneer_jobs: ['kind', 'subject_id', 'state', 'attempts'],
  pioneer_co_claimants: ['member_id', 'claim_id'],
  pioneer_events: [
    ...['subject_type', 'subject_id', 'subject_version', 'type', 'actor_kind', 'actor_id'],
    ...['at', 'payload', 'changes', 'digest'],
  ],
  pioneer_members: ['user_id'],
  up_users: ['blocked'],
  up_permissions: ['action'],
  pioneer_record_heads: ['date'],
  pioneer_seals: ['event_id'],
  pioneer_access_log: [
    ...['kind', 'subject_id', 'details', 'is_success', 'actor_id', 'request_id', 'ip'],
  ],
};
const COLUMNS_OF_ALL = ['id', 'document_id'];

/** A database in memory that holds these rows and nothing else. Whoever opens it destroys it. */
export async function openRows(rows: Rows): Promise<Knex> {
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
  });
  for (const table of new Set([...Object.keys(COLUMNS), ...Object.keys(rows)])) {
    const own = rows[table] ?? [];
    const columns = [...COLUMNS_OF_ALL, ...(COLUMNS[table] ?? []), ...own.flatMap(Object.keys)];
    await db.schema.createTable(table, (made) => {
      for (const column of new Set(columns)) made.specificType(column, '');
    });
    for (const row of own) await db(table).insert(encode(row));
  }
  // Events are protected where they come from, too.
  for (const change of ['UPDATE', 'DELETE']) {
    await db.raw(`CREATE TRIGGER no_${change} BEFORE ${change} ON pioneer_events
      BEGIN SELECT RAISE(ABORT, 'events stay'); END`);
  }
  return db;
}

/** As SQLite keeps them: JSON as text, yes and no as 1 and 0. */
function encode(row: Rows[string][number]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (typeof value === 'boolean') return [column, Number(value)];
      const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
      return [column, isJson ? JSON.stringify(value) : value];
    }),
  );
}
