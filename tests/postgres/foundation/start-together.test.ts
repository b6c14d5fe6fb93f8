import { randomUUID } from 'node:crypto';
import { send } from '../../support/http';
import { createPostgresDatabase } from '../../support/postgres';
import { startServer, type TestServer } from '../../support/server';

const NODES = 3;

let nodes: TestServer[] = [];
let failures: unknown[] = [];

beforeAll(async () => {
  const databaseEnv = await createPostgresDatabase(`test_${randomUUID()}`);
  const env = { PIONEER_JOBS: 'off' };
  const starts = await Promise.allSettled(
    Array.from({ length: NODES }, () => startServer({ databaseEnv, env })),
  );
  nodes = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  failures = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason] : []));
});
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

describe('nodes that start at the same moment on an empty database', () => {
  it('all come up, one after another', async () => {
    const readiness = await Promise.all(nodes.map(({ url }) => send({ url, path: '/readyz' })));

    expect(failures).toEqual([]);
    expect(readiness.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('print one and the same address for the first administrator', () => {
    const addresses = nodes.map(({ firstAdministratorUrl: url }) => new URL(url ?? '').pathname);

    expect(new Set(addresses).size).toBe(1);
  });
});
