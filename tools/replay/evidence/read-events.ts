import type { Knex } from 'knex';
import { groupBy } from '../../group';

/** One row of the append-only record. */
export interface EventRow {
  /** The order in which the database took the rows. */
  readonly order: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly version: number;
  readonly type: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly changes: Readonly<Record<string, unknown>>;
  /** Everything that the event tells, as its digest takes it. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/** The history of every subject of a type, each in the order of its versions. */
export async function readHistories(
  db: Knex,
  subjectType: string,
): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  const rows: Record<string, unknown>[] = await db('pioneer_events')
    .where({ subject_type: subjectType })
    .orderBy(['subject_id', 'subject_version', 'id']);
  return groupBy(rows.map(eventFrom), ({ subjectId }) => subjectId);
}

function eventFrom(row: Readonly<Record<string, unknown>>): EventRow {
  const told = {
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    subjectVersion: Number(row.subject_version),
    type: String(row.type),
    actorKind: String(row.actor_kind),
    actorId: row.actor_id === null ? null : String(row.actor_id),
    at: new Date(row.at as Date | number).toISOString(),
    payload: jsonFrom(row.payload),
    changes: jsonFrom(row.changes),
  };
  const { subjectVersion: version, ...others } = told;
  return { ...others, version, order: Number(row.id), told, digest: String(row.digest) };
}

/** PostgreSQL gives JSON as what it stands for, SQLite as its text. */
function jsonFrom(stored: unknown): Readonly<Record<string, unknown>> {
  return (typeof stored === 'string' ? JSON.parse(stored) : stored) as EventRow['changes'];
}
