import type { Core } from '@strapi/strapi';
import type { Image, Json } from '../../../core/record/canonical';
import { findDifference, foldChanges } from '../../../core/record/fold';
import { read, type Reading } from '../shared/database';
import { rowFrom, rowIn, selectOf } from '../shared/rows';
import { columnName, type GovernedTable, type RowIdentity } from '../shared/table';
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

export interface Verification {
  readonly rows: number;
  readonly events: number;
  readonly findings: readonly Finding[];
}

/** Rows held in memory at a time; their events come along. */
const BATCH = 500;

/** Enough to see what happened; a broken table would otherwise fill the screen. */
const MAX_FINDINGS = 20;

/**
 * Holds every recorded row against its events: versions without gaps, each digest against the
 * image folded so far, the last image against the row. Names table, id and column of what
 * differs. Memory stays bounded whatever the size of the record.
 */
export async function verifyRecord(
  strapi: Core.Strapi,
  tables: readonly GovernedTable[],
): Promise<Verification> {
  return read(strapi, async (reading) => {
    const findings: Finding[] = [];
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
      const missing = await findMissingRows(reading, table);
      findings.push(...missing);
    }
    return { rows, events: eventCount, findings: findings.slice(0, MAX_FINDINGS) };
  });
}

interface EventRow extends RowIdentity {
  readonly subjectVersion: number;
  readonly changes: Image;
  readonly digest: string;
}

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
    if (digestOf(image) !== event.digest) {
      yield { ...at('digest', digestOf(image), event.digest), table: events.name, id: event.id };
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
