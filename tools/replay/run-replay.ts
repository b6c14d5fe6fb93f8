import { join } from 'node:path';
import { readJournal } from './evidence/journal';
import { openDatabase, type DatabaseEnv } from './evidence/open-database';
import { checkInvariants, describeBreaches, type Breaches } from './invariants/check-invariants';
import type { Progress } from './progress';
import { findUnmetConditions, type Summary } from './report/find-unmet-conditions';
import { readFacts, type Facts } from './report/read-facts';
import { playTown } from './run/play-town';
import { evidenceFolderIn } from './run/start-server';
import type { OrganisationTree } from './spots/organisation-codes';
import type { RowReport } from './spots/read-spots';
import type { Spot } from './spots/spot';

/** Where and about what is played. */
export interface Scene {
  readonly spots: readonly Spot[];
  readonly tree: OrganisationTree;
  /** How many members the town has at least. */
  readonly members: number;
  /** Rows of the file that somebody should look at. */
  readonly reports: readonly RowReport[];
  readonly isTown: boolean;
}

export interface ReplayRequest {
  readonly scene: Scene;
  /** Of a database that nobody has used before. */
  readonly databaseEnv: DatabaseEnv;
  /** Where the journal and the server's files are written. */
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
  const { spots, tree, members, reports, isTown } = request.scene;
  const journalFile = join(request.folder, 'journal.jsonl');
  const startedAt = performance.now();
  const play = await playTown({ ...request, spots, tree, members, journalFile });
  request.progress.start('Checking', 1);
  const { facts, breaches } = await readEvidence(request, journalFile);
  request.progress.step();
  request.progress.stop();

  const seconds = (performance.now() - startedAt) / 1000;
  const summary: Summary = {
    spots: spots.length,
    members: facts.members,
    ...facts.totals,
    ...(isTown && { cooperativesAccepted: facts.totals.organisationsAccepted }),
    enrolSeconds: rounded(play.enrolSeconds),
    conflicts: play.counts.conflicts,
    oversold: breaches.I1.length,
    doubleClaims: breaches.I2.length,
    violations: Object.values(breaches).flat().length,
    unexpected: play.counts.unexpected,
    reportedRows: reports.length,
    seconds: rounded(seconds),
    requestsPerSecond: rounded(play.counts.requests / seconds),
  };
  const unmet = findUnmetConditions({ summary, facts, spots, tree });
  return {
    summary,
    unmet: [...unmet, ...play.failures, ...play.surprises, ...describeBreaches(breaches)],
    journalFile,
  };
}

async function readEvidence(
  { databaseEnv, scene, folder }: ReplayRequest,
  journalFile: string,
): Promise<{ facts: Facts; breaches: Breaches }> {
  const db = openDatabase(databaseEnv);
  const districtKind = scene.tree.rows[1]?.kind ?? '';
  try {
    const journal = await readJournal(journalFile);
    return {
      facts: await readFacts(db, districtKind),
      breaches: await checkInvariants({ db, journal, files: evidenceFolderIn(folder) }),
    };
  } finally {
    await db.destroy();
  }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
