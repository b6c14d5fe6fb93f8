import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, type DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { ACCESS_LOG } from '../../support/access-log';
import { uniqueName } from '../../support/names';
import { runFolder } from '../../support/run-folder';
import { runVerify } from '../../../tools/run-verify';
import { newDatabase, PRODUCTION, testEnv } from '../../support/server';

/** Some runs of `npm run verify`, side by side. */
const SETUP_TIMEOUT = 120_000;

/** The hash of an entry as docs/privacy.md describes it, worked out by nothing of the server. */
function hashOf(entry: Readonly<Record<string, unknown>>): string {
  const sorted = Object.fromEntries(
    Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

const LINKS = 5;

/** A database with a few entries that follow each other, and their ids. */
async function buildLog(): Promise<{ env: DatabaseEnv; ids: number[] }> {
  const env = await newDatabase();
  const rows = openDatabase(env);
  const last = await rows(ACCESS_LOG).orderBy('id', 'desc').first<{ hash: string } | undefined>();
  let previous = last?.hash ?? '0'.repeat(64);
  for (let link = 0; link < LINKS; link += 1) {
    const entry = {
      at: Date.now() + link,
      kind: 'signIn',
      actor_kind: 'nobody',
      actor_id: null,
      subject_type: 'member',
      subject_id: `member ${link}`,
      ip: '127.0.0.1',
      request_id: null,
      is_success: false,
      details: '{}',
      previous_hash: previous,
    };
    previous = hashOf(entry);
    await rows(ACCESS_LOG).insert({ ...entry, hash: previous });
  }
  const ids: number[] = await rows(ACCESS_LOG).orderBy('id', 'desc').limit(LINKS).pluck('id');
  await rows.destroy();
  return { env, ids: ids.reverse() };
}

/** Does by SQL what only somebody with all rights over the database can. */
async function forge({ env, ids }: Awaited<ReturnType<typeof buildLog>>): Promise<void> {
  const rows = openDatabase(env);
  if (env.DATABASE_CLIENT === 'postgres') {
    await rows.raw(`ALTER TABLE ${ACCESS_LOG} DISABLE TRIGGER USER`);
  } else {
    const triggers = rows('sqlite_master').where({ type: 'trigger', tbl_name: ACCESS_LOG });
    for (const name of await triggers.pluck<string[]>('name')) {
      await rows.raw(`DROP TRIGGER ${name}`);
    }
  }
  await rows(ACCESS_LOG).where({ id: ids[1] }).update({ is_success: true });
  await rows(ACCESS_LOG).where({ id: ids[3] }).delete();
  await rows.destroy();
}

interface Verified {
  readonly code: number | null;
  readonly findings: readonly string[];
}

async function verify(env: DatabaseEnv, more: NodeJS.ProcessEnv = {}): Promise<Verified> {
  const { code, output } = await runVerify({
    ...process.env,
    ...testEnv(env),
    ...more,
    // Of a store that others use as well, most belongs to no row here.
    EVIDENCE_FOLDER: join(runFolder(), uniqueName('store')),
  });
  return { code, findings: output.split('\n').filter((line) => line.startsWith(ACCESS_LOG)) };
}

let ids: number[];
let forged: Verified;
let whole: Verified;
let inProduction: Verified;
beforeAll(async () => {
  const [untouched, harmed] = [await buildLog(), await buildLog()];
  await forge(harmed);
  ids = harmed.ids;
  [whole, forged, inProduction] = await Promise.all([
    verify(untouched.env, { PIONEER_CLOCK: 'fixed' }),
    verify(harmed.env),
    verify(untouched.env, PRODUCTION),
  ]);
}, SETUP_TIMEOUT);

describe('npm run verify', () => {
  it('finds the chain of the access log whole where each entry follows the one before it', () => {
    // Guarded by a movable clock, as that of a demonstration is.
    expect(whole).toEqual({ code: 0, findings: [] });
  });

  it('does not take a movable clock in production, where whoever moves the clock could empty it', () => {
    expect(inProduction.code).toBe(1);
    expect(inProduction.findings.join()).toMatch(/pioneer_access_log_no_\w+ trigger: /);
  });

  it('names the entry that was changed, and the one before which another is gone', () => {
    const named = forged.findings.map((line) => String(line.split(':', 1)[0]));

    expect(forged.code).toBe(1);
    // Whoever forged it took the triggers away before.
    expect(named.filter((name) => name.endsWith(' trigger'))).not.toEqual([]);
    expect(named.filter((name) => !name.endsWith(' trigger'))).toEqual([
      `${ACCESS_LOG} ${ids[1]} hash`,
      `${ACCESS_LOG} ${ids[4]} previous_hash`,
    ]);
  });
});
