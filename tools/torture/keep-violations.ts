import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Violation } from './checks/check-torture';

/** Ids as Strapi makes them, and as clients do. */
const ID = /\b[a-z0-9]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/** Violations whose history is told; the others are in the list. */
const MOST_TOLD = 20;

/** Tables that a subject's story can be in. */
const TABLES = [
  'pioneer_events',
  'pioneer_claims',
  'pioneer_openings',
  'pioneer_reports',
  'pioneer_verdicts',
  'pioneer_terms_versions',
  'pioneer_members',
  'pioneer_memberships',
  'pioneer_access_log',
];

/**
 * Writes down what was found: the whole history, the list of violations and, for each, the lines and
 * rows that name its subject.
 */
export async function keepViolations(
  folder: string,
  historyFile: string,
  db: Knex,
  violations: readonly Violation[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(historyFile, join(folder, 'whole-history.jsonl'));
  const lines = readFileSync(historyFile, 'utf8').split('\n');
  for (const [place, violation] of violations.entries()) {
    appendFileSync(join(folder, 'violations.txt'), `${describeViolation(violation)}\n`);
    if (place >= MOST_TOLD) continue;
    const ids = violation.sentence.match(ID) ?? [];
    const own = join(folder, `${place + 1}-${violation.invariant}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'history.jsonl'), shortestHistory(lines, ids).join('\n'));
    writeFileSync(join(own, 'rows.json'), JSON.stringify(await rowsAbout(db, ids), null, 2));
  }
}

export function describeViolation({ invariant, sentence }: Violation): string {
  return `${invariant}: ${sentence}`;
}

/** What was sent about a subject and what came back, and every fault. */
export function shortestHistory(
  lines: readonly string[],
  ids: readonly string[],
): readonly string[] {
  const about = new Set<unknown>();
  return lines.filter((text) => {
    if (text === '') return false;
    const line = JSON.parse(text) as { what: string; id?: number };
    if (line.what === 'fault') return true;
    if (line.what === 'answered') return about.has(line.id);
    const isAbout = ids.some((id) => text.includes(id));
    if (isAbout) about.add(line.id);
    return isAbout;
  });
}

async function rowsAbout(
  db: Knex,
  ids: readonly string[],
): Promise<Record<string, readonly unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of TABLES) {
    const rows: Record<string, unknown>[] = await db(table).select();
    const own = rows.filter((row) => {
      const text = JSON.stringify(row);
      return ids.some((id) => text.includes(id));
    });
    if (own.length > 0) found[table] = own;
  }
  return found;
}
