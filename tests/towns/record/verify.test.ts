import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openDatabase, type DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { copyDatabase } from '../../support/copy-database';
import { holdBack } from '../../support/held-back';
import { copyRow, plantBreach } from '../../support/plant-breach';
import { runFolder } from '../../support/run-folder';
import { runVerify, type Verified } from '../../../tools/run-verify';
import { BREACHES, EVALUATIONS, type Breach } from './breaches';
import type { Fixture } from './fixture';
import { enterProvenTown, type ProvenTown } from './proven-town';

/** A server, two databases and two runs of `npm run verify`. */
const SETUP_TIMEOUT = 180_000;

let proven: ProvenTown;
let clean: Verified;
let broken: Verified;
const ids = new Map<string, string>();
const harmedStore = join(tmpdir(), `pioneer-store-${randomUUID()}`);

beforeAll(async () => {
  proven = await enterProvenTown();
  const { databaseEnv, store, fixture } = proven;
  const [untouched, harmed] = [await copyDatabase(databaseEnv), await copyDatabase(databaseEnv)];
  const planted = await plant(harmed, BREACHES, fixture);
  for (const [index, { what }] of BREACHES.entries()) ids.set(what, planted[index] ?? '');
  cpSync(store, harmedStore, { recursive: true });
  const files = await harmFiles(harmed, fixture);
  for (const [what, id] of Object.entries(files)) ids.set(what, id);

  const atHarmedStore = { ...harmed, EVIDENCE_FOLDER: harmedStore };
  [clean, broken] = await Promise.all([
    verifyBesideWork(untouched),
    verify(atHarmedStore, '--contents'),
  ]);
}, SETUP_TIMEOUT);
afterAll(() => rmSync(harmedStore, { recursive: true, force: true }));

/** Events that came into the table beside the rules, and so beside the chain. */
const UNSEALED = [
  'an event of something that does not exist',
  'a report that is gone, with an event that says so',
];

const FILE_BREACHES = [
  { what: 'a photo that is gone from the store', column: 'file_key' },
  { what: 'a photo of another size', column: 'size' },
  { what: 'a photo with another byte', column: 'sha_256' },
  { what: 'a file that no row names', column: 'file_key' },
] as const;

/** Does behind the back of every rule, to the files, what FILE_BREACHES says; gives the ids. */
async function harmFiles(
  env: DatabaseEnv,
  { photos }: Fixture,
): Promise<Record<(typeof FILE_BREACHES)[number]['what'], string>> {
  const db = openDatabase(env);
  const [gone = '', larger = '', altered = ''] = photos;
  const pathOf = async (id: string) => {
    const row = await db('pioneer_evidence_files').where({ document_id: id }).first('file_key');
    const key = String(row?.file_key);
    return join(harmedStore, key.slice(0, 2), key);
  };
  rmSync(await pathOf(gone));
  appendFileSync(await pathOf(larger), 'more');
  const content = readFileSync(await pathOf(altered));
  content[content.length - 1] = 255 - Number(content.at(-1));
  writeFileSync(await pathOf(altered), content);
  await db.destroy();
  const stray = 'stray'.padEnd(24, '0');
  const path = join(harmedStore, stray.slice(0, 2), stray);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'photo');
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  utimesSync(path, longAgo, longAgo);
  return {
    'a photo that is gone from the store': gone,
    'a photo of another size': larger,
    'a photo with another byte': altered,
    'a file that no row names': stray,
  };
}

async function plant(
  env: DatabaseEnv,
  breaches: readonly Breach[],
  fixture: Fixture,
): Promise<string[]> {
  const db = openDatabase(env);
  const planted: string[] = [];
  await plantBreach(db, async () => {
    for (const breach of breaches) planted.push(await breach.plant(db, fixture));
  });
  await db.destroy();
  return planted;
}

/** Verifies a database of a test. */
function verify(databaseEnv: NodeJS.ProcessEnv, ...args: string[]): Promise<Verified> {
  return runVerify({ ...proven.env, EVIDENCE_FOLDER: proven.store, ...databaseEnv }, ...args);
}

/** A start of Strapi, and what waits for it, in milliseconds. */
const START_PATIENCE = 60_000;

/** How long PostgreSQL lets a statement take where these are verified; what goes before asks for little. */
const STATEMENT_TIMEOUT = 2000;

/**
 * Verifies while others go on writing: an evaluation comes into being after its verdict was looked
 * for and before evaluations are read. Meanwhile more time passes than a request may take: a proof
 * takes as long as it takes. SQLite takes no lock that could hold verify back there.
 */
async function verifyBesideWork(env: DatabaseEnv): Promise<Verified> {
  if (env.DATABASE_CLIENT !== 'postgres') return verify(env);
  const rows = openDatabase(env);
  const limits = {
    DATABASE_LOCK_TIMEOUT: String(START_PATIENCE),
    DATABASE_STATEMENT_TIMEOUT: String(STATEMENT_TIMEOUT),
  };
  let verified: Promise<Verified> = Promise.resolve({ code: null, output: 'never started' });
  const start = () => void (verified = verify({ ...env, ...limits }));
  const write = async (trx: Knex) => {
    await copyRow(trx, EVALUATIONS, {}, { claim_id: 'taken meanwhile' });
    await wait(3 * STATEMENT_TIMEOUT);
  };
  await holdBack(
    { rows },
    (trx) => trx.raw('LOCK TABLE ?? IN ACCESS EXCLUSIVE MODE', [EVALUATIONS]),
    [
      { start, waiting: 1 },
      { start: write, waiting: 1 },
    ],
    START_PATIENCE,
  );
  await rows.destroy();
  return verified;
}

describe('npm run verify', () => {
  it('passes on what came into being by the rules, and says how much it looked at', () => {
    const [, rows, events] = /^(\d+) rows and (\d+) events verified, 0 difference/m.exec(
      clean.output,
    ) ?? ['', '0', '0'];

    expect([clean.code, clean.output]).toEqual([0, expect.stringContaining(' 0 difference(s)')]);
    expect(Number(rows)).toBeGreaterThan(50);
    expect(Number(events)).toBeGreaterThan(Number(rows));
  });

  it('fails when values were changed by hand, and names each of them and nothing else', () => {
    const differences = broken.output
      .split('\n')
      .filter((line) => line.includes('the record says'));
    // Each by itself, the events without a seal, and the chain once: it does not go on where the
    // first event was retold or is gone.
    const expected = BREACHES.length + FILE_BREACHES.length + UNSEALED.length + 1;

    expect(broken.code).toBe(1);
    expect(differences).toHaveLength(expected);
    expect(broken.output).toContain(` ${expected} difference(s)`);
    expect(differences).toContain(
      `pioneer_claims ${ids.get(BREACHES[0]?.what ?? '')} state: ` +
        'the record says "active", found "submitted"',
    );
  });

  it.each(BREACHES)('names table, id and column of $what', ({ what, table, column }) => {
    expect(ids.get(what)).toMatch(/^[a-z0-9]{24}$/);
    expect(broken.output).toContain(`${table} ${ids.get(what)} ${column}: the record says`);
  });

  it('names the first seal that does not follow any more', () => {
    const named =
      /^pioneer_seals [a-z0-9]{24} (hash: the record says|event_id: the record says nothing)/gm;
    expect(broken.output.match(named) ?? []).toHaveLength(1);
  });

  it.each(UNSEALED)('names the missing seal of %s, and does not make it', (what) => {
    expect(broken.output).toContain(
      `pioneer_seals ${ids.get(what)} event_id: the record says "${ids.get(what)}", found nothing`,
    );
  });

  it.each(FILE_BREACHES)('names $what', ({ what, column }) => {
    expect(ids.get(what)).toMatch(/^[a-z0-9]{24}$/);
    expect(broken.output).toContain(
      `pioneer_evidence_files ${ids.get(what)} ${column}: the record says`,
    );
  });

  it('refuses a file of heads that it cannot read, and says why', async () => {
    const file = join(runFolder(), `heads-${randomUUID()}.txt`);
    writeFileSync(file, '2026-10-01 seventeen abc\n');
    const { code, output } = await verify({}, '--heads', file);

    expect(code).toBe(1);
    expect(output).toContain('Line 1 of');
    expect(output).toContain('expected a day, a number and a hash');
  });
});
