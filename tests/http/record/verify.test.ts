import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase, type DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { registerAdministrator } from '../../support/administrator';
import { holdBack } from '../../support/held-back';
import { copyRow, plantBreach } from '../../support/plant-breach';
import { startServer, type TestServer } from '../../support/server';
import { untilCounted } from '../../support/statistics';
import { townAt } from '../../support/town';
import { BREACHES, buildFixture, EVALUATIONS, type Breach, type Fixture } from './breaches';
import { copyDatabase } from '../../support/copy-database';

/** A server, two databases and two runs of `npm run verify`. */
const SETUP_TIMEOUT = 180_000;

interface Verified {
  readonly code: number | null;
  readonly output: string;
}

let server: TestServer;
let clean: Verified;
let broken: Verified;
const ids = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  const town = townAt(server, await registerAdministrator(server));
  const fixture = await buildFixture(town);
  // What is still pending is not counted yet, and no breach of it could be told.
  await untilCounted(town);
  await town.leave();
  await server.stop();

  const [untouched, harmed] = [
    await copyDatabase(server.databaseEnv),
    await copyDatabase(server.databaseEnv),
  ];
  const planted = await plant(harmed, BREACHES, fixture);
  for (const [index, { what }] of BREACHES.entries()) ids.set(what, planted[index] ?? '');

  [clean, broken] = await Promise.all([verifyBesideWork(untouched), verify(harmed)]);
}, SETUP_TIMEOUT);

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

/** What `npm run verify` does, on a database of a test. */
function verify(databaseEnv: DatabaseEnv): Promise<Verified> {
  const child = spawn(process.execPath, [resolve('dist/tools/verify.js')], {
    env: { ...server.env, ...databaseEnv },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
  }
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output: chunks.join('') }));
  });
}

/** A start of Strapi, and what waits for it; the statements of verify wait as long here. */
const START_PATIENCE = 60_000;

/**
 * Verifies while others go on writing: an evaluation comes into being after its verdict was looked
 * for and before evaluations are read. SQLite takes no lock that could hold verify back there.
 */
async function verifyBesideWork(env: DatabaseEnv): Promise<Verified> {
  if (env.DATABASE_CLIENT !== 'postgres') return verify(env);
  const [timeout, rows] = [String(START_PATIENCE), openDatabase(env)];
  const limits = { DATABASE_LOCK_TIMEOUT: timeout, DATABASE_STATEMENT_TIMEOUT: timeout };
  let verified: Promise<Verified> = Promise.resolve({ code: null, output: 'never started' });
  const start = () => void (verified = verify({ ...env, ...limits }));
  const write = (trx: Knex) => copyRow(trx, EVALUATIONS, {}, { claim_id: 'taken meanwhile' });
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
    const expected = BREACHES.length;

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
});
