import { randomUUID } from 'node:crypto';
import type { PostgresAccess } from '../../../tools/postgres';
import { layWire, type Wire } from '../../../tools/wire';
import { registerAdministrator } from '../../support/administrator';
import { refusalOf } from '../../support/http';
import { buildMember } from '../../support/people';
import { createPostgresDatabase } from '../../support/postgres';
import { count } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildOpening } from '../../support/work';

const access = JSON.parse(process.env.TEST_POSTGRES ?? '{}') as PostgresAccess;

let wire: Wire;
let server: TestServer;
let town: Town;

beforeAll(async () => {
  wire = await layWire(access);
  const databaseEnv = await createPostgresDatabase(`test_${randomUUID()}`);
  server = await startServer({
    databaseEnv: { ...databaseEnv, DATABASE_PORT: String(wire.port) },
    env: { PIONEER_JOBS: 'off' },
  });
  // The tests look at the rows by another way.
  town = townAt({ ...server, databaseEnv }, await registerAdministrator(server));
});
afterAll(async () => {
  await town.leave();
  await server.stop();
  await wire.cut();
});

describe('a write whose connection ends', () => {
  it.each([
    ['before it could begin', 'BEGIN'],
    ['before it was committed', 'COMMIT'],
  ])('%s is not answered as done', async (_when, statement) => {
    const { id, termsId } = await buildOpening(town);
    const { call } = await buildMember(town);
    const claim = () => call('openings.claim', { params: { id }, body: { termsId } });
    wire.cutBefore(statement);

    expect(await refusalOf(claim())).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(await count(town.rows('pioneer_claims').where({ opening_id: id }))).toBe(0);
    expect((await claim()).data.version).toBe(1);
  });
});
