import { Client } from 'pg';
import { codeOf } from '../../support/http';
import { enterTwoNodes, ROOM } from '../two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

const CONNECTIONS = Number(ROOM.DATABASE_POOL_MAX);

const readStories = () => nodes.sendAt(0, { path: '/api/stories' });

/** Holds the stories, so that whoever reads them keeps a connection until it is let go. */
async function lockStories(): Promise<Client> {
  const { DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, ...env } = nodes.databaseEnv;
  const locker = new Client({
    host: DATABASE_HOST,
    port: Number(DATABASE_PORT),
    database: DATABASE_NAME,
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
  });
  await locker.connect();
  await locker.query('BEGIN; LOCK TABLE stories IN ACCESS EXCLUSIVE MODE');
  return locker;
}

/** How many sessions wait for the lock. */
async function countWaiting(): Promise<number> {
  const waiting = nodes.town
    .rows('pg_locks')
    .whereRaw(`not granted and relation = 'stories'::regclass`);
  return Number((await waiting.count({ count: '*' }))[0]?.count);
}

describe('a node whose connections are all taken', () => {
  it('turns away who comes then, before those give up who have one', async () => {
    const locker = await lockStories();
    const settled: number[] = [];
    const holders = Array.from({ length: CONNECTIONS }, async () => {
      const { status } = await readStories();
      settled.push(status);
    });
    await expect.poll(countWaiting, { timeout: 15_000 }).toBe(CONNECTIONS);

    const turnedAway = await nodes.sendAt(0, { path: '/api/pioneer/openings' });
    const before = [...settled];
    await locker.end();
    await Promise.all(holders);

    expect([turnedAway.status, codeOf(turnedAway)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(turnedAway.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(before).toEqual([]);
    expect(new Set(settled)).toEqual(new Set([200]));
    expect((await nodes.sendAt(0, { path: '/api/pioneer/openings' })).status).toBe(200);
  });
});
