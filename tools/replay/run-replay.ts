import { join } from 'node:path';
import { readJournal } from './evidence/journal';
import { openDatabase, type DatabaseEnv } from './evidence/open-database';
import { checkInvariants, describeBreaches, type Breaches } from './invariants/check-invariants';
import type { Progress } from './progress';
import { findUnmetConditions, type Summary } from './report/find-unmet-conditions';
import { readFacts, type Facts } from './report/read-facts';
import { playTown } from './run/play-town';
import { organisationTreeOf } from './spots/organisation-codes';
import type { SelectedSpots } from './spots/select-spots';

export interface ReplayRequest {
  readonly rows: SelectedSpots;
  /** Of a database that nobody has used before. */
  readonly databaseEnv: DatabaseEnv;
  /** Where the journal is written. */
  readonly folder: string;
  readonly contenders: number;
  readonly seed: number;
  readonly progress: Progress;
}

export interface ReplayResult {
  readonly summary: Summary;
  /** Everything that is not as it must be, as sentences. */
  readonly unmet: readonly string[];
  readonly journalFile: string;
}

/**
 * Plays a file of real service requests through the server's HTTP interface, stops the server,
 * and then asks the database alone whether every promise was kept.
 */
export async function runReplay(request: ReplayRequest): Promise<ReplayResult> {
  const { spots, reports } = request.rows;
  const journalFile = join(request.folder, 'journal.jsonl');
  const startedAt = performance.now();
  const play = await playTown({ ...request, spots, journalFile });
  request.progress.start('Checking', 1);
  const { facts, breaches } = await readEvidence(request.databaseEnv, journalFile);
  request.progress.step();
  request.progress.stop();

  const seconds = (performance.now() - startedAt) / 1000;
  const summary: Summary = {
    spots: spots.length,
    ...facts.totals,
    conflicts: play.counts.conflicts,
    oversold: breaches.I1.length,
    doubleClaims: breaches.I2.length,
    violations: Object.values(breaches).flat().length,
    unexpected: play.counts.unexpected,
    reportedRows: reports.length,
    seconds: rounded(seconds),
    requestsPerSecond: rounded(play.counts.requests / seconds),
  };
  const unmet = findUnmetConditions({ summary, facts, spots, tree: organisationTreeOf(spots) });
  return {
    summary,
    unmet: [...unmet, ...play.failures, ...play.surprises, ...describeBreaches(breaches)],
    journalFile,
  };
}

async function readEvidence(
  env: DatabaseEnv,
  journalFile: string,
): Promise<{ facts: Facts; breaches: Breaches }> {
  const db = openDatabase(env);
  try {
    const journal = await readJournal(journalFile);
    return { facts: await readFacts(db), breaches: await checkInvariants({ db, journal }) };
  } finally {
    await db.destroy();
  }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
