import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { RECORDED_TABLES } from '../replay/evidence/recorded-tables';
import type { Violation } from './checks/check-torture';

/** Ids as Strapi makes them, and as clients do. */
const ID = /\b[a-z0-9]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const UUID = /^.{36}$/;
/** Violations whose story is told; the others are in the list. */
const MOST_TOLD = 20;

/** Tables that a story can be in, by the column that says whose row it is. */
const OWNER_COLUMNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(RECORDED_TABLES).map((table) => [table, 'document_id'])),
  pioneer_events: 'subject_id',
  pioneer_reports: 'claim_id',
  pioneer_verdicts: 'claim_id',
  pioneer_co_claimants: 'claim_id',
  pioneer_memberships: 'member_id',
  pioneer_access_log: 'subject_id',
  pioneer_jobs: 'subject_id',
  pioneer_organisation_closures: 'descendant_id',
  up_users: 'document_id',
  up_permissions: 'document_id',
};

/** The rows of a story, by their tables. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * Writes down what was found: the whole history, the list of violations and, for each, the lines and
 * rows that tell its story, which is enough for its check to find it again.
 */
export async function keepViolations(
  folder: string,
  historyFile: string,
  db: Knex,
  violations: readonly Violation[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(historyFile, join(folder, 'whole-history.jsonl'));
  writeFileSync(join(folder, 'violations.txt'), linesOf(violations.map(describeViolation)));
  const lines = readFileSync(historyFile, 'utf8').trimEnd().split('\n');
  const rows = await readRows(db);
  for (const [place, violation] of violations.slice(0, MOST_TOLD).entries()) {
    const ids = violation.sentence.match(ID) ?? [];
    const own = join(folder, `${violation.invariant}-${place + 1}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'violation.json'), `${JSON.stringify(violation, null, 2)}\n`);
    writeFileSync(join(own, 'history.jsonl'), linesOf(linesAbout(lines, ids)));
    writeFileSync(join(own, 'rows.json'), formatRows(rowsAbout(rows, ids)));
  }
}

export function describeViolation({ invariant, sentence }: Violation): string {
  return `${invariant}: ${sentence}`;
}

/** What was sent and what came back, where either names one of the ids, and every fault. */
function linesAbout(lines: readonly string[], ids: readonly string[]): readonly string[] {
  // A key, where there is one, says exactly which requests are meant.
  const keys = ids.filter((id) => UUID.test(id));
  const meant = keys.length > 0 ? keys : ids;
  const parsed = lines.map((text) => JSON.parse(text) as { what: string; id?: number });
  const about = new Set<unknown>();
  for (const [index, text] of lines.entries()) {
    if (meant.some((id) => text.includes(id))) about.add(parsed[index]?.id);
  }
  return lines.filter((_, index) => {
    const { what, id } = parsed[index] ?? {};
    return what === 'fault' || about.has(id);
  });
}

interface StoredRow {
  readonly table: string;
  readonly row: Rows[string][number];
  readonly ids: readonly string[];
}

async function readRows(db: Knex): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for (const table of Object.keys(OWNER_COLUMNS)) {
    for (const row of (await db(table).select()) as StoredRow['row'][]) {
      rows.push({ table, row, ids: JSON.stringify(row).match(ID) ?? [] });
    }
  }
  return rows;
}

/** Rows that name one of the ids; then those of whomever and whatever these name, and so on. */
function rowsAbout(rows: readonly StoredRow[], ids: readonly string[]): Rows {
  const known = new Set(ids);
  const found = new Set(rows.filter((row) => row.ids.some((id) => known.has(id))));
  for (let before = -1; found.size > before;) {
    before = found.size;
    for (const row of found) for (const id of row.ids) known.add(id);
    for (const row of rows) if (known.has(ownerOf(row))) found.add(row);
  }
  const kept: Record<string, StoredRow['row'][]> = {};
  for (const { table, row } of found) (kept[table] ??= []).push(row);
  return kept;
}

function ownerOf({ table, row }: StoredRow): string {
  return String(row[OWNER_COLUMNS[table] ?? '']);
}

/** A row a line, so that whoever keeps a story can take rows out by hand. */
function formatRows(rows: Rows): string {
  const tables = Object.entries(rows).map(([table, own]) => {
    const lines = own.map((row) => `    ${JSON.stringify(row)}`);
    return `  ${JSON.stringify(table)}: [\n${lines.join(',\n')}\n  ]`;
  });
  return `{\n${tables.join(',\n')}\n}\n`;
}

function linesOf(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
