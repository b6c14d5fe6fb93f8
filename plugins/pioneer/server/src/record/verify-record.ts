import type { Image, Json } from '../../../core/record/canonical';
import { findDifference, foldChanges } from '../../../core/record/fold';
import type { Reading } from '../shared/database';
import { rowFrom, rowIn, selectOf } from '../shared/rows';
import { columnName, type GovernedTable, type RowIdentity, type RowOf } from '../shared/table';
import { events } from './event-table';
import { digestOf, imageOf } from './image';

/**
 * Something that is not as the record says, where exactly, and what was found instead. Tables and
 * columns are named as the database names them.
 */
export interface Finding {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly recorded: Json | undefined;
  readonly found: Json | undefined;
}

/** The record alone, looked through. */
export interface RecordVerification {
  readonly rows: number;
  readonly events: number;
  readonly findings: readonly Finding[];
}

/** Rows held in memory at a time; their events come along. */
const BATCH = 500;

/** Enough to see what happened; a broken table would otherwise fill the screen. */
export const MAX_FINDINGS = 100;

/**
 * Holds every recorded row against its events: versions without gaps, each digest against the
 * event and the image folded so far, the last image against the row. Names table, id and column of what
 * differs. Memory stays bounded whatever the size of the record.
 */
export async function verifyRecord(
  reading: Reading,
  tables: readonly GovernedTable[],
): Promise<RecordVerification> {
  const findings: Finding[] = await findStrangers(reading, tables);
  let [rows, eventCount] = [0, 0];
  for (const table of tables) {
    for await (const batch of batchesOf(reading, table)) {
      const histories = await loadHistories(reading, table, batch);
      rows += batch.length;
      for (const row of batch) {
        const history = histories.get(row.id) ?? [];
        eventCount += history.length;
        findings.push(...findingsOf(table, row, history));
      }
      if (findings.length >= MAX_FINDINGS) break;
    }
    findings.push(...(await findMissingRows(reading, table)));
  }
  return { rows, events: eventCount, findings };
}

/** Events of a kind of subject that no table holds. */
async function findStrangers(
  { trx }: Reading,
  tables: readonly GovernedTable[],
): Promise<Finding[]> {
  const found: { document_id: string; subject_type: string }[] = await trx(events.name)
    .whereNotIn(
      'subject_type',
      tables.map(({ subject }) => subject),
    )
    .orderBy('document_id')
    .limit(MAX_FINDINGS)
    .select('document_id', 'subject_type');
  return found.map(({ document_id: id, subject_type }) => ({
    table: events.name,
    id,
    column: 'subject_type',
    recorded: undefined,
    found: subject_type,
  }));
}

type EventRow = RowOf<typeof events>;

async function* batchesOf(reading: Reading, table: GovernedTable): AsyncGenerator<RowIdentity[]> {
  let last = '';
  for (;;) {
    const found: Record<string, unknown>[] = await reading
      .trx(`${table.name} as x`)
      .where('x.document_id', '>', last)
      .orderBy('x.document_id')
      .limit(BATCH)
      .select(selectOf(table, 'x'));
    const rows: RowIdentity[] = found.map((row) => rowIn(table, 'x', row));
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    last = end.id;
  }
}

async function loadHistories(
  reading: Reading,
  table: GovernedTable,
  rows: readonly RowIdentity[],
): Promise<Map<string, EventRow[]>> {
  const found: Record<string, unknown>[] = await reading
    .trx(`${events.name} as e`)
    .where('e.subject_type', table.subject)
    .whereIn(
      'e.subject_id',
      rows.map(({ id }) => id),
    )
    .orderBy(['e.subject_id', 'e.subject_version'])
    .select(selectOf(events, 'e'));
  const histories = new Map<string, EventRow[]>();
  for (const row of found) {
    const event = rowFrom(events, 'e', row);
    if (event === null) continue;
    const history = histories.get(event.subjectId) ?? [];
    histories.set(event.subjectId, [...history, event]);
  }
  return histories;
}

function* findingsOf(
  table: GovernedTable,
  row: RowIdentity,
  history: readonly EventRow[],
): Generator<Finding> {
  const at = (column: string, recorded: Json | undefined, found: Json | undefined): Finding => ({
    table: table.name,
    id: row.id,
    column,
    recorded,
    found,
  });
  if (history.length === 0) {
    yield at('document_id', undefined, row.id);
    return;
  }
  let image: Image = {};
  for (const [index, event] of history.entries()) {
    if (event.subjectVersion !== index + 1) {
      yield { ...at('subject_version', index + 1, event.subjectVersion), table: events.name };
      return;
    }
    image = foldChanges(image, event.changes);
    const digest = digestOf(event, image);
    if (digest !== event.digest) {
      yield { ...at('digest', digest, event.digest), table: events.name, id: event.id };
      return;
    }
  }
  const difference = findDifference(image, imageOf(table, row));
  if (difference !== null) {
    yield at(columnName(difference.column), difference.recorded, difference.found);
  }
  if (row.version !== history.length) yield at('version', history.length, row.version);
}

/** Rows that have a history which does not end with their deletion, but are not there. */
async function findMissingRows(reading: Reading, table: GovernedTable): Promise<Finding[]> {
  const found: { subject_id: string }[] = await reading
    .trx(`${events.name} as e`)
    .leftJoin(`${table.name} as x`, 'x.document_id', 'e.subject_id')
    .where('e.subject_type', table.subject)
    .whereNull('x.document_id')
    .groupBy('e.subject_id')
    .having(reading.trx.raw("sum(case when e.type like '%.deleted' then 1 else 0 end) = 0"))
    .orderBy('e.subject_id')
    .limit(MAX_FINDINGS)
    .select('e.subject_id');
  return found.map(({ subject_id: id }) => ({
    table: table.name,
    id,
    column: 'document_id',
    recorded: id,
    found: undefined,
  }));
}
