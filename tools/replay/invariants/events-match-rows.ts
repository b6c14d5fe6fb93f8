import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { canonicalJson } from '../evidence/canonical';
import { readHistories, type EventRow } from '../evidence/read-events';
import { RECORDED_TABLES } from '../evidence/recorded-tables';
import type { Check } from './evidence';

type Row = Readonly<Record<string, unknown>>;

/**
 * I9: one event for each change and no event without one. The changes that a row's events tell,
 * taken together, are the row as it is; its version is the number of its events; every row has a
 * history and every history a row. Texts are recorded as HMACs and compared as such.
 */
export const findUnrecordedChanges: Check = async ({ db }) => {
  const breaches: string[] = [];
  for (const [subject, table] of Object.entries(RECORDED_TABLES)) {
    breaches.push(...(await compareTable(db, subject, table)));
  }
  const unknown: { subject_type: string }[] = await db('pioneer_events')
    .whereNotIn('subject_type', Object.keys(RECORDED_TABLES))
    .distinct('subject_type');
  return [
    ...breaches,
    ...unknown.map(({ subject_type }) => `events tell of "${subject_type}", which is no table`),
  ];
};

async function compareTable(db: Knex, subject: string, table: string): Promise<string[]> {
  const rows: Row[] = await db(table).select();
  const histories = await readHistories(db, subject);
  const rowById = new Map(rows.map((row) => [String(row.document_id), row]));
  const orphans = [...histories].filter(([id, history]) => {
    const isDeleted = history.at(-1)?.type.endsWith('.deleted') ?? false;
    return rowById.has(id) === isDeleted;
  });
  return [
    ...orphans.map(([id]) => `${table} ${id}: its history and the row disagree about its end`),
    ...[...rowById].flatMap(([id, row]) => {
      const problem = findProblem(row, histories.get(id) ?? []);
      return problem === null ? [] : [`${table} ${id}: ${problem}`];
    }),
  ];
}

function findProblem(row: Row, history: readonly EventRow[]): string | null {
  if (history.length === 0) return 'nothing is recorded of it';
  if (Number(row.version) !== history.length) {
    return `version ${String(row.version)}, but ${history.length} event(s)`;
  }
  const recorded: Row = Object.assign({}, ...history.map(({ changes }) => changes)) as Row;
  for (const [name, value] of Object.entries(recorded)) {
    const found = row[columnOf(name)];
    if (!isSame(value, found, String(row.salt ?? ''))) {
      return `${name} is ${JSON.stringify(found)}, recorded was ${JSON.stringify(value)}`;
    }
  }
  return null;
}

/** `pixelSha256` is in the column `pixel_sha_256`. */
function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]|(?<=[a-z])\d+/g, (part) => `_${part.toLowerCase()}`);
}

/** Whether a column holds what is recorded, in any of the forms that the two databases give it. */
function isSame(recorded: unknown, found: unknown, salt: string): boolean {
  if (recorded === null || found === null) return recorded === found;
  return formsOf(found, recorded).some(
    (form) => isDeepStrictEqual(form, recorded) || concealed(form, salt) === recorded,
  );
}

function formsOf(found: unknown, recorded: unknown): unknown[] {
  if (found instanceof Date) return [found.toISOString()];
  const forms: unknown[] = [found];
  const isInstant = typeof recorded === 'string' && recorded.endsWith('Z');
  if (typeof found === 'number' && isInstant) forms.push(new Date(found).toISOString());
  // SQLite keeps yes and no as 1 and 0.
  if (typeof found === 'number' && typeof recorded === 'boolean') forms.push(found === 1);
  if (typeof found === 'string') forms.push(...readings(found));
  return forms;
}

/** A decimal of PostgreSQL and JSON of SQLite both come as text. */
function readings(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function concealed(value: unknown, salt: string): string | null {
  if (salt === '') return null;
  return createHmac('sha256', salt).update(canonicalJson(value)).digest('base64url');
}
