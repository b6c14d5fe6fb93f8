import { fork } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { openDatabase } from '../../tools/replay/evidence/open-database';
import { codeOf, send } from '../support/http';
import { count } from '../support/rows';
import { newDatabase, startServer, testEnv, type TestServer } from '../support/server';

/** A town is built within a minute, also on a busy machine; here that happens twice. */
const BUILDING_TIMEOUT = 240_000;

/** What a building that is under way leaves in its database. */
const UNFINISHED = { key: 'core_demonstration_unfinished' };

/** With the limits of people, to whom those of the demonstration have to keep as well. */
const DEMONSTRATION = {
  PIONEER_DEMONSTRATION: 'on',
  MEMBER_WRITES_BURST: '60',
  MEMBER_WRITES_PER_SECOND: '1',
};

/** What the building says when organisations and members are there and tasks are still to come. */
const HALFWAY = 'drives and work standards';

const STATES = [
  'accepted',
  'active',
  'applied',
  'cancelled',
  'closed',
  'declined',
  'expired',
  'offered',
  'refused',
  'rejected',
  'returned',
  'submitted',
  'waiting',
  'withdrawn',
];

let server: TestServer;
let rows: Knex;
let folder: string;

beforeAll(async () => {
  const databaseEnv = await newDatabase('sqlite');
  folder = dirname(databaseEnv.DATABASE_FILENAME ?? '');
  await breakOffBuilding(testEnv(databaseEnv));

  server = await startServer({ databaseEnv, env: DEMONSTRATION });
  rows = openDatabase(databaseEnv);
}, BUILDING_TIMEOUT);
afterAll(async () => {
  await rows.destroy();
  await server.stop();
});

/** Starts building and ends in the middle, as when the power goes. */
async function breakOffBuilding(env: NodeJS.ProcessEnv): Promise<void> {
  const building = fork(resolve('dist/tools/serve.js'), {
    env: { ...process.env, ...env, ...DEMONSTRATION },
    execArgv: [],
    silent: true,
  });
  const ended = new Promise((done) => building.once('exit', done));
  let said = '';
  building.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes(HALFWAY)) building.kill('SIGKILL');
  });
  await ended;
  expect(said).toContain(HALFWAY);
}

/** The passwords that the town's file gives away: the word after each sign-in name. */
function passwordOf(name: string): string {
  const text = readFileSync(join(folder, 'demonstration-accounts.txt'), 'utf8');
  return new RegExp(`^ *${name} +(\\S+)$`, 'm').exec(text)?.[1] ?? '';
}

describe('the demonstration town', () => {
  it('starts over when its building was cut short, and says so', async () => {
    expect(server.output()).toContain('starting over');
    expect(await rows('strapi_core_store_settings').where(UNFINISHED)).toEqual([]);
  });

  it('has three levels of organisations, members, tasks, and claims in every state', async () => {
    const states = await rows('pioneer_claims').distinct('state').orderBy('state').pluck('state');
    const levels = await rows('pioneer_organisation_closures').max({ depth: 'depth' }).first();

    expect(states).toEqual(STATES);
    expect(levels).toEqual({ depth: 2 });
    expect(await count(rows('pioneer_organisations'))).toBe(30);
    expect(await count(rows('pioneer_members'))).toBe(60);
    expect(await count(rows('drives'))).toBe(2);
    for (const table of ['tasks', 'stories', 'role_models', 'themes', 'evaluations']) {
      expect([table, await count(rows(table))]).not.toEqual([table, 0]);
    }
  });

  it('has posts, all but one of them held, and work that comes again for them', async () => {
    const [posts, held] = [rows('pioneer_posts'), rows('pioneer_post_holdings')];
    expect(await count(posts)).toBe((await count(held)) + 1);
    expect(await rows('pioneer_due_dates').countDistinct('recurrence_id as many')).toEqual([
      { many: await count(rows('pioneer_posts')) },
    ]);
  });

  it('has arrived in the present', async () => {
    expect(await rows('pioneer_clock').pluck('offset_ms')).toEqual([0]);
  });

  it('is open to whoever reads its accounts, which only their owner can', async () => {
    const { url } = server;
    const member = await createClient({ url })('session.signIn', {
      body: { number: 'QH041', password: passwordOf('QH041') },
    });
    const administrator = await send({
      method: 'POST',
      url,
      path: '/admin/login',
      body: { email: 'admin@example.org', password: passwordOf('admin@example.org') },
    });

    expect(member.data.accessToken).toMatch(/^\S+$/);
    expect(codeOf(administrator)).toBe('200');
    expect(statSync(join(folder, 'demonstration-accounts.txt')).mode & 0o777).toBe(0o600);
  });

  it('is not built a second time', async () => {
    await server.stop();
    server = await startServer({ databaseEnv: server.databaseEnv, env: DEMONSTRATION });

    expect(server.output()).not.toContain('Building');
    expect(server.firstAdministratorUrl).toBeNull();
  });
});
