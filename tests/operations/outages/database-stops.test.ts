import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, type Postgres } from '../../../tools/postgres';
import { registerAdministrator } from '../../support/administrator';
import { codeOf, send, type Answer } from '../../support/http';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildClaim, type Work } from '../../support/work';

/** Longer than a server waits for a database that says nothing, for each of some requests. */
const PATIENCE = 90_000;

let postgres: Postgres;
/** Where its data lie. */
let folder: string;
let server: TestServer;
let town: Town;
let work: Work;

beforeAll(async () => {
  postgres = await startPostgres({ isThrowaway: true });
  await postgres.createDatabase('town');
  const databaseEnv = {
    DATABASE_CLIENT: 'postgres',
    DATABASE_HOST: postgres.host,
    DATABASE_PORT: String(postgres.port),
    DATABASE_NAME: 'town',
    DATABASE_USERNAME: postgres.user,
    DATABASE_PASSWORD: postgres.password,
  };
  server = await startServer({ databaseEnv });
  town = townAt(server, await registerAdministrator(server));
  work = await buildClaim(town);
  [folder = ''] = await ask('SHOW data_directory');
}, PATIENCE);
afterAll(async () => {
  await town.leave();
  await server.stop();
  process.kill(postmaster(), 'SIGQUIT');
  rmSync(dirname(folder), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The first column of an answer. */
async function ask(sql: string): Promise<string[]> {
  const client = new Client({ ...postgres, database: 'town' });
  await client.connect();
  const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.map(([value]) => value);
}

function postmaster(): number {
  return parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10);
}

/** What a member, a visitor and an administrator read and write. */
function askEverything(): Promise<Answer[]> {
  const { url } = server;
  const { claim, claimant } = work;
  const token = town.administratorToken;
  const clientId = randomUUID();
  const report = { version: claim.version, clientId, percent: 50, text: '进展顺利。' };
  return Promise.all([
    send({ url, path: '/api/stories' }),
    send({ url, path: '/api/pioneer/openings' }),
    send({ url, path: `/api/pioneer/claims/${claim.id}`, token: claimant.token }),
    send({ url, path: '/api/pioneer/me', token: claimant.token }),
    send({
      method: 'POST',
      url,
      path: `/api/pioneer/claims/${claim.id}/report`,
      token: claimant.token,
      body: report,
    }),
    send({ url, path: '/api/pioneer/me', token: 'of-nobody' }),
    send({ url, path: '/content-manager/collection-types/api::story.story', token }),
    send({ url, path: '/admin/users/me', token }),
    send({ url, path: '/pioneer/members', token }),
  ]);
}

async function assertUnavailable(): Promise<void> {
  const ready = await send({ url: server.url, path: '/readyz' });
  expect([ready.status, ready.body]).toEqual([503, { status: 'database away' }]);
  for (const answer of await askEverything()) {
    expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  }
}

async function assertServes(): Promise<void> {
  await expect
    .poll(async () => (await send({ url: server.url, path: '/readyz' })).status, {
      timeout: PATIENCE / 3,
    })
    .toBe(200);
  const answers = await askEverything();
  const unavailable = answers.filter((answer) => answer.status >= 500);
  expect(unavailable).toEqual([]);
  // What no rule would let through would prove nothing.
  expect(answers.map(({ status }) => status)).not.toContain(400);
  expect(answers.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(1);
}

describe('a database that stops', () => {
  it(
    'is missed by all who ask, in time, and by nobody once it is there again',
    async () => {
      await assertServes();
      const restart = await postgres.stopAndKeep();
      await assertUnavailable();
      execFileSync('sh', ['-c', restart], { stdio: 'ignore' });
      await assertServes();
    },
    PATIENCE,
  );
});

describe('a database that hangs', () => {
  it(
    'is missed by all who ask, in time, and by nobody once it answers again',
    async () => {
      const workers = (await ask('SELECT pid FROM pg_stat_activity')).map(Number);
      const everybody = [postmaster(), ...workers];
      for (const pid of everybody) tell(pid, 'SIGSTOP');
      try {
        await assertUnavailable();
      } finally {
        for (const pid of everybody) tell(pid, 'SIGCONT');
      }
      await assertServes();
    },
    PATIENCE,
  );
});

/** Some have ended by themselves meanwhile, as the one that told us who there is. */
function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ESRCH');
  }
}
