import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CHECKS,
  checkTorture,
  type Invariant,
  type Violation,
} from '../../tools/torture/checks/check-torture';
import { readHistory } from '../../tools/torture/history';
import { journalOf } from '../../tools/torture/journal-of';
import type { Rows } from '../../tools/torture/keep-violations';
import { openRows } from './stored-rows';

/** A violation as it was kept, and what its check says of what was kept with it. */
export interface KeptViolation {
  readonly violation: Violation;
  readonly foundAgain: readonly string[];
}

/** Holds the history and the rows in a folder against the promise that was broken. */
export async function lookAgain(folder: string): Promise<KeptViolation> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const violation = read('violation.json') as Violation;
  const history = await readHistory(join(folder, 'history.jsonl'));
  const db = await openRows(read('rows.json') as Rows);
  try {
    const evidence = { db, history, journal: journalOf(history), files: '' };
    const { violations } = await checkTorture(evidence, [violation.invariant as Invariant]);
    return { violation, foundAgain: violations.map(({ sentence }) => sentence) };
  } finally {
    await db.destroy();
  }
}

/** Whether a promise is held against history and rows alone, not against servers that run. */
export function canBeFoundAgain(invariant: string): boolean {
  return invariant in CHECKS;
}
