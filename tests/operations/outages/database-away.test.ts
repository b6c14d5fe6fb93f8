import { codeOf, type Answer } from '../../support/http';
import { metricsOf } from '../../support/metrics';
import { uniqueName } from '../../support/names';
import { enterWiredTown, type WiredTown } from './wired-town';

let town: WiredTown;

beforeAll(async () => {
  town = await enterWiredTown();
});
afterAll(() => town.leave());

/** Runs something while the server cannot reach its database, and then mends the wire. */
async function withoutDatabase(run: () => Promise<void>): Promise<void> {
  await town.wire.cut();
  try {
    await run();
  } finally {
    await town.wire.mend();
  }
}

function get(path: string, token?: string): Promise<Answer> {
  return town.send({ path, token });
}

describe('while the database is away', () => {
  it('nobody is told that they are not signed in', async () => {
    await withoutDatabase(async () => {
      for (const answer of [
        await get('/api/stories'),
        await get('/api/stories', 'a-token-of-a-front-end'),
        await get('/api/pioneer/openings'),
        await get('/content-manager/collection-types/api::story.story', town.administratorToken),
      ]) {
        expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
        expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      }
    });
  });

  it('nobody is kept out of a door for good', async () => {
    const entry = { number: 'm1', code: 'ZZZZZ-ZZZZZ', password: 'a quiet river' };
    const account = { email: 'administrator@town.invalid', password: 'Guess-work-1' };
    const cookie = 'strapi_admin_refresh=none; strapi_up_refresh=none';
    await withoutDatabase(async () => {
      for (const [path, body] of [
        ['/api/pioneer/sign-in', entry],
        ['/api/pioneer/activate', entry],
        ['/api/auth/refresh', {}],
        ['/admin/login', account],
        ['/admin/access-token', {}],
      ] as const) {
        const answer = await town.send({ method: 'POST', path, body, headers: { cookie } });

        expect([path, answer.status, codeOf(answer)]).toEqual([path, 503, 'DATABASE_UNAVAILABLE']);
        expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      }
    });
  });

  it('no balancer sends requests here, and nobody restarts the server', async () => {
    await withoutDatabase(async () => {
      const [ready, alive] = [await get('/readyz'), await get('/livez')];

      expect([ready.status, ready.body]).toEqual([503, { status: 'database away' }]);
      expect(ready.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(alive.status).toBe(200);
    });
  });

  it('monitoring is told so, and nothing of the town', async () => {
    await withoutDatabase(async () => {
      const metrics = await metricsOf(town);

      expect(metrics.get('database_up')).toBe(0);
      expect(metrics.has('pioneer_events_pending')).toBe(false);
    });
  });

  it('it is missed for no longer than it is away', async () => {
    await withoutDatabase(async () => expect((await get('/api/stories')).status).toBe(503));

    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/api/stories')).status).toBe(200);
  });
});

describe('while the database answers', () => {
  it('whoever has no right to something is told so', async () => {
    expect((await get('/api/stories', 'no-token')).status).toBe(401);
  });

  it('it is told to give up on locks, statements and transactions left open by itself', async () => {
    const { rows } = town;
    // Nobody reads the settings of somebody else's session, so this one writes down its own.
    await rows.raw(`
      CREATE TABLE told AS SELECT ''::text AS lock, ''::text AS statement, ''::text AS idle LIMIT 0;
      CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO told VALUES (current_setting('lock_timeout'), current_setting('statement_timeout'),
          current_setting('idle_in_transaction_session_timeout'));
        RETURN NEW;
      END $$;
      CREATE TRIGGER tell BEFORE INSERT ON pioneer_attempts FOR EACH ROW EXECUTE FUNCTION tell()`);
    try {
      const body = { number: uniqueName('nobody'), password: 'a quiet guess' };
      await town.send({ method: 'POST', path: '/api/pioneer/sign-in', body });
      expect(await rows('told').distinct()).toEqual([{ lock: '2s', statement: '5s', idle: '30s' }]);
    } finally {
      await rows.raw('DROP FUNCTION tell CASCADE; DROP TABLE told');
    }
  });

  it('but holds on to what is locked, those who wait for it are turned away', async () => {
    const locker = await town.rows.transaction();
    try {
      await locker.raw('LOCK TABLE stories IN ACCESS EXCLUSIVE MODE');
      for (const answer of await Promise.all([1, 2, 3, 4].map(() => get('/api/stories')))) {
        expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
      }
    } finally {
      await locker.rollback();
    }

    expect((await get('/api/stories')).status).toBe(200);
  });
});
