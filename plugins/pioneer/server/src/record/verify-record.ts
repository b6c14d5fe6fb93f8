import type { Image, Json } from '../../../core/record/canonical';
import { findDifference, foldChanges } from '../../../core/record/fold';
import type { Finding, RecordVerification } from '../../../core/record/verification';
import type { Reading } from '../shared/database';
import { rowFrom, selectOf, streamRows, UnreadableValue } from '../shared/rows';
import { columnName, type GovernedTable, type RowIdentity, type RowOf } from '../shared/table';
import { events } from './event-table';
import { digestOf, imageOf } from './image';

/** Rows that are gone, looked for at a time; their events come along. */
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
    findings.push(
      ...(await namingUnreadable(async () => {
        const seen = await verifyTable(reading, table);
        rows += seen.rows;
        eventCount += seen.events;
        return seen.findings;
      })),
    );
  }
  return { rows, events: eventCount, findings };
}

async function verifyTable(reading: Reading, table: GovernedTable): Promise<RecordVerification> {
  const findings: Finding[] = [];
  let [rows, eventCount] = [0, 0];
  for await (const batch of streamRows(reading, table)) {
    const histories = await loadHistories(reading, table, batch);
    rows += batch.length;
    for (const row of batch) {
      const history = histories.get(row.id) ?? [];
      eventCount += history.length;
      findings.push(...findingsOf(table, row, history), ...findingsOfDerived(table, row));
    }
    if (findings.length >= MAX_FINDINGS) break;
  }
  for await (const gone of findingsOfMissing(reading, table)) {
    eventCount += gone.events;
    findings.push(...gone.findings);
    if (findings.length >= MAX_FINDINGS) break;
  }
  return { rows, events: eventCount, findings };
}

/** What a check finds; a value that cannot be read ends the check and is what it found. */
export async function namingUnreadable(
  check: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    const { table, id, column } = error;
    return [{ table, id, column, recorded: undefined, found: String(error.found) }];
  }
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

async function loadHistories(
  reading: Reading,
  table: GovernedTable,
  rows: readonly Pick<RowIdentity, 'id'>[],
): Promise<Map<string, EventRow[]>> {
  const found: Record<string, unknown>[] = await reading
    .trx(`${events.name} as e`)
    .where('e.subject_type', table.subject)
    .whereIn(
      'e.subject_id',
      rows.map(({ id }) => id),
    )
    .orderBy(['e.subject_id', 'e.subject_version'])
    .select(selectOf(reading.trx, events, 'e'));
  const histories = new Map<string, EventRow[]>();
  for (const row of found) {
    const event = rowFrom(events, 'e', row);
    if (event === null) continue;
    const history = histories.get(event.subjectId) ?? [];
    histories.set(event.subjectId, [...history, event]);
  }
  return histories;
}

/** The row as its history tells it, or what is wrong with the history itself. */
function fold(
  id: string,
  history: readonly EventRow[],
): { readonly image: Image } | { readonly finding: Finding } {
  let image: Image = {};
  for (const [index, event] of history.entries()) {
    if (event.subjectVersion !== index + 1) {
      const [recorded, found] = [index + 1, event.subjectVersion];
      return {
        finding: { table: events.name, id, column: 'subject_version', recorded, found },
      };
    }
    image = foldChanges(image, event.changes);
    const digest = digestOf(event, image);
    if (digest !== event.digest) {
      const [recorded, found] = [digest, event.digest];
      return {
        finding: { table: events.name, id: event.id, column: 'digest', recorded, found },
      };
    }
  }
  return { image };
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
  const folded = fold(row.id, history);
  if ('finding' in folded) {
    yield folded.finding;
    return;
  }
  const difference = findDifference(folded.image, imageOf(table, row));
  if (difference !== null) {
    yield at(columnName(difference.column), difference.recorded, difference.found);
  }
  if (row.version !== history.length) yield at('version', history.length, row.version);
}

/** Columns that follow from others of the same row, and hold something else. */
function* findingsOfDerived(table: GovernedTable, row: RowIdentity): Generator<Finding> {
  const values = row as unknown as Parameters<typeof table.derive>[0];
  for (const [name, value] of Object.entries(table.derive(values))) {
    const column = table.columns[name];
    if (column === undefined) continue;
    const [recorded, found] = [column.canonical(value), column.canonical(values[name])];
    if (recorded === found) continue;
    yield { table: table.name, id: row.id, column: columnName(name), recorded, found };
  }
}

/** Holds the histories of rows that are not there: each must be sound and end with a deletion. */
async function* findingsOfMissing(
  reading: Reading,
  table: GovernedTable,
): AsyncGenerator<{ readonly events: number; readonly findings: readonly Finding[] }> {
  let last = '';
  for (;;) {
    const found: { id: string }[] = await reading
      .trx(`${events.name} as e`)
      .leftJoin(`${table.name} as x`, 'x.document_id', 'e.subject_id')
      .where('e.subject_type', table.subject)
      .where('e.subject_id', '>', last)
      .whereNull('x.document_id')
      .distinct('e.subject_id as id')
      .orderBy('id')
      .limit(BATCH);
    const end = found.at(-1);
    if (end === undefined) return;
    for (const [id, history] of await loadHistories(reading, table, found)) {
      yield { events: history.length, findings: findingsOfGone(table, id, history) };
    }
    last = end.id;
  }
}

function findingsOfGone(
  table: GovernedTable,
  id: string,
  history: readonly EventRow[],
): readonly Finding[] {
  const folded = fold(id, history);
  if ('finding' in folded) return [folded.finding];
  if (history.at(-1)?.type === `${table.subject}.deleted`) return [];
  return [{ table: table.name, id, column: 'document_id', recorded: id, found: undefined }];
}
