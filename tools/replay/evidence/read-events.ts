import type { Knex } from 'knex';

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
  const histories = new Map<string, EventRow[]>();
  for (const event of rows.map(eventFrom)) {
    const history = histories.get(event.subjectId);
    if (history === undefined) histories.set(event.subjectId, [event]);
    else history.push(event);
  }
  return histories;
}

function eventFrom(row: Readonly<Record<string, unknown>>): EventRow {
  const { changes, actor_id: actorId } = row;
  return {
    order: Number(row.id),
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    version: Number(row.subject_version),
    type: String(row.type),
    actorKind: String(row.actor_kind),
    actorId: actorId === null ? null : String(actorId),
    changes: (typeof changes === 'string' ? JSON.parse(changes) : changes) as EventRow['changes'],
    digest: String(row.digest),
  };
}
