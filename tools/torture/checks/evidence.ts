import type { Knex } from 'knex';
import type { Check, Evidence } from '../../replay/invariants/evidence';
import type { History } from '../history';

/** What the checks of a torture look at: that of a replay, and the history that it comes from. */
export interface TortureEvidence extends Evidence {
  readonly history: History;
}

/** What a check found, and how much it looked at: one that looked at nothing found nothing out. */
export interface Findings {
  readonly breaches: readonly string[];
  readonly looked: number;
}

export type TortureCheck = (evidence: TortureEvidence) => Promise<Findings>;

/** A check of the database: what it looked at are the rows that came back to it. */
export function ofRows(check: Check): TortureCheck {
  return async (evidence) => {
    let looked = 0;
    const count = (answer: unknown) => {
      looked += rowsIn(answer);
    };
    const { db } = evidence;
    db.on('query-response', count);
    try {
      return { breaches: await check(evidence), looked };
    } finally {
      stopListening(db, count);
    }
  };
}

/** Several checks of one promise. */
export function together(...checks: readonly TortureCheck[]): TortureCheck {
  return async (evidence) => {
    const findings: Findings[] = [];
    for (const check of checks) findings.push(await check(evidence));
    return {
      breaches: findings.flatMap(({ breaches }) => breaches),
      looked: findings.reduce((sum, { looked }) => sum + looked, 0),
    };
  };
}

function rowsIn(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  return (answer as { rows?: unknown[] } | null)?.rows?.length ?? 0;
}

function stopListening(db: Knex, listener: (answer: unknown) => void): void {
  db.removeListener('query-response', listener);
}
