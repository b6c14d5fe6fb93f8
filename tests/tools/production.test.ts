import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { openDatabase } from '../../tools/replay/evidence/open-database';
import { ServerNotStarted } from '../../tools/server-process';
import { registerAdministrator } from '../support/administrator';
import { grant, grantsOf, revoke } from '../support/grants';
import { codeOf, send } from '../support/http';
import { policyOf } from '../support/content-policy';
import { createDatabase, PRODUCTION, startServer, type TestServer } from '../support/server';

const TYPES = ['drive', 'evaluation', 'expert', 'role-model', 'story', 'tag', 'task', 'theme'];
const READ = TYPES.flatMap((name) => [`api::${name}.${name}.find`, `api::${name}.${name}.findOne`]);
const EVERYBODY = [...READ, 'api::home.home.find', 'plugin::users-permissions.auth.refresh'];

/** Has the server tell how long it waits for clients. */
const TELLING = `--import=${pathToFileURL('tests/support/tell-patience.mjs').href}`;

let server: TestServer;
let rows: Knex;

beforeAll(async () => {
  const env = { ...PRODUCTION, PIONEER_DEMONSTRATION: 'on', NODE_OPTIONS: TELLING };
  server = await startServer({ databaseEnv: await createDatabase('sqlite'), env });
  rows = openDatabase(server.databaseEnv);
});
afterAll(async () => {
  await server.stop();
  await rows.destroy();
});

/** What the server says when it starts again; its last line, when it refuses to. */
async function restart(env: NodeJS.ProcessEnv = {}): Promise<string> {
  await server.stop();
  try {
    server = await startServer({ databaseEnv: server.databaseEnv, env });
    return server.output();
  } catch (error) {
    if (!(error instanceof ServerNotStarted)) throw error;
    return `REFUSED: ${error.output.trim().split('\n').at(-1)}`;
  }
}

// One life of one database, in this order: starts are what takes time here.

describe('a first start in production', () => {
  it('makes no demonstration, whatever it is told', () => {
    expect(server.output()).not.toContain('Building');
  });

  it('has no metrics to read unless a token is configured', async () => {
    const headers = { authorization: 'Bearer ' };

    expect((await send({ url: server.url, path: '/metrics', headers })).status).toBe(404);
  });

  it('waits for nobody who sends a request byte by byte', async () => {
    await send({ url: server.url, path: '/livez' });

    await vi.waitFor(() => {
      expect(server.output()).toContain(
        'patience: {"headersTimeout":15000,"requestTimeout":60000,' +
          '"connectionsCheckingInterval":5000,"keepAliveTimeout":65000}',
      );
    });
  });

  it('has its panel run scripts of its own and no others', async () => {
    const { headers } = await send({ url: server.url, path: '/admin' });

    expect(policyOf(headers)).toMatchObject({
      'script-src': "'self'",
      'script-src-attr': "'none'",
    });
  });

  it('gives the address of the first administrator as the world sees it', async () => {
    const { origin, pathname: path } = new URL(server.firstAdministratorUrl ?? '');
    expect(origin).toBe(PRODUCTION.PUBLIC_URL);
    const answer = await send({ url: server.url, path });

    expect(answer.status).toBe(302);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; secure/i);
  });
});

describe('grants', () => {
  const SURPLUS = 'plugin::users-permissions.user.update';
  const differences = [
    /The role "authenticated" holds plugin::users-permissions\.user\.update, not declared/,
    /The role "public" lacks api::story\.story\.findOne, which is declared/,
    // Roles that administrators made may hold what members may, and no more.
    /The role "editors" holds plugin::upload\.content-api\.upload, not declared/,
  ];

  it('are exactly the declared ones on a new database', async () => {
    const authenticated = [...EVERYBODY, 'plugin::users-permissions.auth.logout'];

    expect(await grantsOf(rows, 'public')).toEqual([...EVERYBODY].sort());
    expect(await grantsOf(rows, 'authenticated')).toEqual(authenticated.sort());
  });

  it('that are others keep a production server from starting, which names them all', async () => {
    await grant(rows, SURPLUS, 'authenticated');
    await revoke(rows, 'api::story.story.findOne');
    await rows('up_roles').insert({ name: 'Editors', type: 'editors' });
    await grant(rows, 'api::story.story.find', 'editors');
    await grant(rows, 'plugin::upload.content-api.upload', 'editors');

    const said = await restart(PRODUCTION);
    expect(said).toMatch(/^REFUSED: The role/);
    for (const difference of differences) expect(said).toMatch(difference);
    expect(said).not.toMatch(/"editors" (lacks|holds api::story)/);
    expect(said.match(/; change the role in the admin panel/g)).toHaveLength(1);
  });

  it('that are others are told of elsewhere, and left as they are', async () => {
    const said = await restart();

    for (const difference of differences) expect(said).toMatch(difference);
    expect(await grantsOf(rows, 'authenticated')).toContain(SURPLUS);
    expect(await grantsOf(rows, 'public')).not.toContain('api::story.story.findOne');
  });

  it('that a release declares anew, or drops, are carried over', async () => {
    const made = { public: EVERYBODY.slice(1), authenticated: [SURPLUS, ...EVERYBODY.slice(1)] };
    await rows('strapi_core_store_settings')
      .where({ key: 'core_grants_made' })
      .update({ value: JSON.stringify(made) });
    await revoke(rows, EVERYBODY[0] ?? '');
    await revoke(rows, 'plugin::upload.content-api.upload');
    await grant(rows, 'api::story.story.findOne', 'public');
    await grant(rows, 'api::story.story.findOne', 'authenticated');

    expect(await restart(PRODUCTION)).not.toMatch(/^REFUSED/);
    expect(await grantsOf(rows, 'public')).toEqual([...EVERYBODY].sort());
    expect(await grantsOf(rows, 'authenticated')).not.toContain(SURPLUS);
  });
});

describe('a column that this release does not know any more', () => {
  it('stays, with what stands in it', async () => {
    await addColumn('tags', 'colour_of_old');
    await rows('tags').insert({ document_id: 'a-tag-of-old', colour_of_old: 'red' });

    expect(await restart(PRODUCTION)).not.toMatch(/^REFUSED/);
    expect(
      await rows('tags').where({ document_id: 'a-tag-of-old' }).pluck('colour_of_old'),
    ).toEqual(['red']);
  });
});

interface StoredSchema {
  readonly id: number;
  readonly schema: string;
}

interface StoredTable {
  readonly name: string;
  readonly columns: object[];
}

/** Makes the database that of a release which had one column more. */
async function addColumn(table: string, name: string): Promise<void> {
  const known = await rows('strapi_database_schema').orderBy('id', 'desc').first<StoredSchema>();
  const schema = JSON.parse(known.schema) as { tables: StoredTable[] };
  const args: unknown[] = [];
  const column = {
    name,
    type: 'string',
    args,
    defaultTo: null,
    notNullable: false,
    unsigned: false,
  };
  schema.tables.find((one) => one.name === table)?.columns.push(column);
  await rows.schema.alterTable(table, (altered) => void altered.string(name));
  await rows('strapi_database_schema')
    .where({ id: known.id })
    .update({ schema: JSON.stringify(schema), hash: 'of an earlier release' });
}

describe('the clock in production', () => {
  it('is moved by nobody, not even an administrator', async () => {
    const { url } = server;
    const { pathname } = new URL(server.firstAdministratorUrl ?? '');
    const firstAdministratorUrl = url + pathname;
    const { token } = await registerAdministrator({ url, firstAdministratorUrl });
    const body = { offsetMs: 60_000 };
    const answer = await send({ method: 'PUT', url, path: '/pioneer/clock', token, body });

    expect([answer.status, codeOf(answer)]).toEqual([403, 'CLOCK_FIXED']);
    expect(await rows('pioneer_clock').select()).toEqual([]);
  });
});
