import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { readJournal } from '../../../tools/replay/evidence/journal';
import { openDatabase } from '../../../tools/replay/evidence/open-database';
import { checkInvariants, type Invariant } from '../../../tools/replay/invariants/check-invariants';
import { runReplay, type ReplayResult } from '../../../tools/replay/run-replay';
import { evidenceFolderIn } from '../../../tools/replay/run/start-server';
import { chooseScene } from '../../../tools/replay/spots/choose-scene';
import {
  copyRow,
  dropTriggers,
  dropUnique,
  firstRow,
  plantBreach,
  type Plant,
} from '../../support/plant-breach';
import { newDatabase } from '../../support/server';

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

const CLAIM = 'pioneer_claims';
const EVENTS = 'pioneer_events';
const PHOTOS = 'pioneer_evidence_files';

/** One breach after the other, with the promise that it breaks. */
const BREACHES: readonly [promise: Invariant, what: string, plant: Plant][] = [
  [
    'I1',
    'one more claim than there are slots',
    (db) => copyRow(db, CLAIM, { state: 'accepted' }, { live_key: null, claimant_id: 'x' }),
  ],
  [
    'I1',
    'a slot that was taken before it was given back',
    async (db) => {
      const withdrawn = await withdrawnBeforeAccepted(db);
      const last = await db(EVENTS).max({ id: 'id' }).first<{ id: number }>();
      await db(EVENTS)
        .where({ type: 'claim.withdrawn', subject_id: withdrawn })
        .update({ id: Number(last.id) + 1 });
    },
  ],
  [
    'I1',
    'a counter beyond the slots',
    async (db) => {
      const { id } = await firstRow(db, 'pioneer_openings', { member_taken: 1 });
      await db('pioneer_openings').where({ id }).update({ member_taken: 2 });
    },
  ],
  [
    'I2',
    'a second live claim of the same member',
    async (db) => {
      await dropUnique(db, CLAIM, 'pioneer_claims_live_key_uq');
      await copyRow(db, CLAIM, { state: 'accepted' }, {});
    },
  ],
  [
    'I2',
    'a live claim without its key',
    async (db) => {
      const { id } = await firstRow(db, CLAIM, { state: 'accepted' });
      await db(CLAIM).where({ id }).update({ live_key: null });
    },
  ],
  [
    'I4',
    'an acknowledged claim that is gone',
    // The claims of organisations are made by the system; I9 misses those.
    (db) => deleteFirst(db, CLAIM, { state: 'accepted', claimant_kind: 'member' }),
  ],
  ['I4', 'a claim that nobody was told of', (db) => copyRow(db, CLAIM, { state: 'expired' }, {})],
  [
    'I4',
    'an acknowledged verdict that left no event',
    (db) => deleteFirst(db, EVENTS, { type: 'claim.returned' }),
  ],
  [
    'I4',
    'a published task without opening',
    async (db) => {
      const { task_id } = await firstRow(db, 'pioneer_openings', { member_taken: 1 });
      await db('pioneer_openings').where({ task_id }).delete();
    },
  ],
  [
    'I5',
    'a report that was lost',
    (db) => deleteFirst(db, 'pioneer_reports', { kind: 'progress' }),
  ],
  [
    'I5',
    'a report that was overwritten',
    async (db) => {
      const { id } = await firstRow(db, 'pioneer_reports', { kind: 'progress' });
      await db('pioneer_reports').where({ id }).update({ client_id: randomUUID() });
    },
  ],
  [
    'I6',
    'a claim that was accepted without being submitted',
    (db) => changeEvent(db, 'claim.submitted', { type: 'claim.reported', changes: '{}' }),
  ],
  [
    'I6',
    'a claim that was accepted by its claimant',
    async (db) => {
      const { lead_id: claimant, document_id: id } = await firstRow(db, CLAIM, {
        state: 'accepted',
      });
      await db(EVENTS)
        .where({ type: 'claim.accepted', subject_id: id })
        .update({ actor_id: claimant });
    },
  ],
  [
    'I7',
    'two verdicts at one step',
    async (db) => {
      await dropUnique(db, 'pioneer_verdicts', 'pioneer_verdicts_claim_id_round_step_uq');
      await copyRow(db, 'pioneer_verdicts', { decision: 'accept' }, { decision: 'reject' });
    },
  ],
  [
    'I7',
    'a step that was left out',
    (db) => deleteFirst(db, 'pioneer_verdicts', { step: 1, decision: 'accept' }),
  ],
  [
    'I7',
    'one evaluator who decided two steps',
    async (db) => {
      const first = await firstRow(db, 'pioneer_verdicts', { step: 1, decision: 'accept' });
      await db('pioneer_verdicts')
        .where({ claim_id: first.claim_id, step: 2 })
        .update({ evaluator_id: first.evaluator_id });
    },
  ],
  [
    'I7',
    'a round that began without a return',
    (db) => deleteFirst(db, 'pioneer_verdicts', { decision: 'return' }),
  ],
  [
    'I7',
    'a verdict on own work',
    async (db) => {
      const claim = await firstRow(db, CLAIM, { state: 'accepted' });
      await db('pioneer_verdicts')
        .where({ claim_id: claim.document_id })
        .update({ evaluator_id: claim.lead_id });
    },
  ],
  [
    'I9',
    'a value that was changed by hand',
    async (db) => {
      const { id } = await firstRow(db, CLAIM, { state: 'accepted' });
      await db(CLAIM).where({ id }).update({ percent: 99 });
    },
  ],
  [
    'I9',
    'a text that was changed by hand',
    async (db) => {
      const { id } = await firstRow(db, 'pioneer_reports', { kind: 'submission' });
      await db('pioneer_reports').where({ id }).update({ text: 'something else' });
    },
  ],
  [
    'I9',
    'a row without history',
    (db) => copyRow(db, 'pioneer_organisations', {}, { code: 'from-nowhere' }),
  ],
  ['I9', 'a history without row', (db) => deleteFirst(db, 'pioneer_memberships', {})],
  [
    'I10',
    'an event that is missing in between',
    (db) => deleteFirst(db, EVENTS, { type: 'claim.submitted' }),
  ],
  [
    'I10',
    'an event that was rewritten',
    (db) => changeEvent(db, 'opening.opened', { digest: '0'.repeat(64) }),
  ],
  [
    'I21',
    'a photo that is not what was stored',
    (db) => changeFirst(db, PHOTOS, {}, { sha_256: '0'.repeat(64) }),
  ],
  [
    'I21',
    'a photo whose content is gone',
    (db) => changeFirst(db, PHOTOS, {}, { file_key: 'nowhere' }),
  ],
  ['I21', 'a content that belongs to no photo', (db) => deleteFirst(db, PHOTOS, {})],
];

it.each(BREACHES)('%s notices %s', (promise, _what, plant) =>
  expectToNotice(promise, (db) => plantBreach(db, plant)),
);

it('I10 notices that events are not protected any more', () => expectToNotice('I10', dropTriggers));

it('has left no breach behind', async () => {
  const journal = await readJournal(result.journalFile);

  expect(Object.values(await checkInvariants({ db, journal, files })).flat()).toEqual([]);
});

/** What is planted is taken back, so that the next breach finds what came of the run. */
async function expectToNotice(promise: Invariant, harm: Plant): Promise<void> {
  const journal = await readJournal(result.journalFile);
  const trx = await db.transaction();
  try {
    await harm(trx);
    expect((await checkInvariants({ db: trx, journal, files }))[promise]).not.toEqual([]);
  } finally {
    await trx.rollback();
  }
}

async function deleteFirst(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id } = await firstRow(db, table, where);
  await db(table).where({ id }).delete();
}

async function changeFirst(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id } = await firstRow(db, table, where);
  await db(table).where({ id }).update(changes);
}

function changeEvent(db: Knex, type: string, changes: Readonly<Record<string, unknown>>) {
  return changeFirst(db, EVENTS, { type }, changes);
}

/** A claim that was withdrawn from an opening on which another one was accepted afterwards. */
async function withdrawnBeforeAccepted(db: Knex): Promise<string> {
  const found = await db(`${CLAIM} as first`)
    .join(`${CLAIM} as second`, 'second.opening_id', 'first.opening_id')
    .where({ 'first.state': 'withdrawn', 'second.state': 'accepted' })
    .first<{ id: string } | undefined>({ id: 'first.document_id' });
  if (found === undefined) throw new Error('no opening was taken over after a withdrawal');
  return found.id;
}
