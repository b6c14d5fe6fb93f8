import { registerAdministrator } from '../../support/administrator';
import { newDatabase, startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildOpening } from '../../support/work';

let server: TestServer;
let town: Town;

beforeAll(async () => {
  server = await startServer({ databaseEnv: await newDatabase('postgres') });
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

/** Whether PostgreSQL knows how openings are spread over kinds of units. */
async function isKnown(): Promise<boolean> {
  const known = await town
    .rows('pg_stats')
    .where({ tablename: 'pioneer_openings', attname: 'unit_kind' })
    .first<object | undefined>('attname');
  return known !== undefined;
}

describe('a table of which PostgreSQL forgot what is in it', () => {
  it('is looked at by the next start, as after a change of the schema', async () => {
    await buildOpening(town);
    await town.rows.raw('analyze pioneer_openings');
    await server.stop();
    await town.rows.raw('alter table pioneer_openings alter unit_kind type varchar(255)');
    expect(await isKnown()).toBe(false);

    server = await startServer({ databaseEnv: server.databaseEnv });
    expect(await isKnown()).toBe(true);
  });
});
