import { randomUUID } from 'node:crypto';
import type { PostgresAccess } from '../../../tools/postgres';
import { layWire, type Wire } from '../../../tools/wire';
import { registerAdministrator } from '../../support/administrator';
import { DRIVE } from '../../support/content-manager';
import { codeOf, refusalOf, send } from '../../support/http';
import { uniqueName } from '../../support/names';
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

/** When a connection ends, and the statement that never arrives. */
const LOSSES = [
  ['before it could begin', 'BEGIN'],
  ['before it was committed', 'COMMIT'],
] as const;

describe('a write whose connection ends', () => {
  it.each(LOSSES)('%s is not answered as done', async (_when, statement) => {
    const { id, termsId } = await buildOpening(town);
    const { call } = await buildMember(town);
    const claim = () => call('openings.claim', { params: { id }, body: { termsId } });
    wire.cutBefore(statement);

    expect(await refusalOf(claim())).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(await count(town.rows('pioneer_claims').where({ opening_id: id }))).toBe(0);
    expect((await claim()).data.version).toBe(1);
  });

  it.each(LOSSES)('%s is not answered as done in the panel', async (_when, statement) => {
    const slug = statement.toLowerCase();
    const tag = await town.content.create('api::tag.tag', { name: `Before ${slug}`, slug });
    const name = `After ${slug}`;
    const rename = () => town.content.update('api::tag.tag', tag, { name, slug });
    wire.cutBefore(statement);

    const answer = await rename();
    expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(await count(town.rows('tags').where({ name }))).toBe(0);
    expect((await rename()).status).toBe(200);
  });
});

describe('what Strapi does by itself after a commit', () => {
  it('does not end the server when it loses its connection', async () => {
    const name = uniqueName('专项行动');
    // The transaction reads it, too; the next time is for the webhooks.
    wire.cutBefore('from "public"."drives"', 'COMMIT');
    await town.content.create(DRIVE, { name }).catch(() => undefined);

    await expect.poll(server.output).toContain('Nobody waited for what failed');
    expect(await count(town.rows('drives').where({ name }))).toBe(1);
    expect((await send({ url: server.url, path: '/readyz' })).status).toBe(200);
  });
});
