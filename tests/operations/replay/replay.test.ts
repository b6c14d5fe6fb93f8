import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { readJournal } from '../../../tools/replay/evidence/journal';
import { openDatabase } from '../../../tools/replay/evidence/open-database';
import { checkInvariants, type Invariant } from '../../../tools/replay/invariants/check-invariants';
import { runReplay, type ReplayResult } from '../../../tools/replay/run-replay';
import { evidenceFolderIn } from '../../../tools/replay/run/start-server';
import { chooseScene } from '../../../tools/replay/spots/choose-scene';
import { dropTriggers, plantBreach, type Plant } from '../../support/plant-breach';
import { newDatabase } from '../../support/server';
import { BREACHES } from './breaches';

const SPOTS = join(__dirname, 'spots.csv');
const SILENT = { start: () => undefined, step: () => undefined, stop: () => undefined };
const REPLAY_TIMEOUT = 180_000;

const folder = mkdtempSync(join(tmpdir(), 'pioneer-replay-'));
const files = evidenceFolderIn(folder);
let db: Knex;
let result: ReplayResult;

beforeAll(async () => {
  // The replay's server inherits it: nobody guesses these passwords.
  vi.stubEnv('PASSWORD_HASH_COST', '4');
  const databaseEnv = await newDatabase();
  db = openDatabase(databaseEnv);
  const scene = await chooseScene({ kind: 'spots', file: SPOTS, limit: undefined }, 7);
  const play = { contenders: 3, seed: 7, progress: SILENT };
  result = await runReplay({ scene, databaseEnv, folder, ...play });
}, REPLAY_TIMEOUT);

afterAll(async () => {
  vi.unstubAllEnvs();
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

it('does with every row what the file says became of it', () => {
  expect(result.unmet).toEqual([]);
  expect(result.summary).toMatchObject({
    spots: 24,
    openings: 24,
    accepted: 22,
    open: 2,
    oversold: 0,
    doubleClaims: 0,
    violations: 0,
    unexpected: 0,
    reportedRows: 5,
    spotsPutRight: 22,
  });
  expect(result.summary.organisationsAccepted).toBeGreaterThan(1);
  expect(result.summary.enrolled).toBe(result.summary.members);
  expect(result.summary.conflicts).toBeGreaterThan(24);
  expect(result.summary.photos).toBeGreaterThanOrEqual(2 * 22);
});

it.each(BREACHES)('%s notices %s', (promise, _what, named, plant) =>
  expectToNotice(promise, named, (db) => plantBreach(db, plant)),
);

it('I10 notices that events are not protected any more', () =>
  expectToNotice('I10', /^the database would carry out UPDATE on pioneer_events$/, dropTriggers));

it('has left no breach behind', async () => {
  const journal = await readJournal(result.journalFile);

  expect(Object.values(await checkInvariants({ db, journal, files })).flat()).toEqual([]);
});

/** What is planted is taken back, so that the next breach finds what came of the run. */
async function expectToNotice(promise: Invariant, named: RegExp, harm: Plant): Promise<void> {
  const journal = await readJournal(result.journalFile);
  const trx = await db.transaction();
  try {
    await harm(trx);
    const breaches = await checkInvariants({ db: trx, journal, files });
    expect(breaches[promise]).toContainEqual(expect.stringMatching(named));
  } finally {
    await trx.rollback();
  }
}
