import { isDeepStrictEqual } from 'node:util';
import { runVerify } from '../../../tools/run-verify';
import { registerAdministrator } from '../../support/administrator';
import { readBoard } from '../../support/board';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildOpening } from '../../support/work';

// A row of an index of PostgreSQL has no room for the longest texts that a project may allow.

/** Characters of three bytes each in an order that nothing can pack. */
function someText(length: number): string {
  const characters = Array.from({ length }, (_, at) => 0x4e00 + ((at * 7919 + at * at) % 20_000));
  return String.fromCodePoint(...characters);
}

const TITLE = someText(120);
const LONGEST = { title: TITLE, summary: someText(300), place: { address: someText(200) } };

let server: TestServer;
let town: Town;

beforeAll(async () => {
  server = await startServer();
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

interface StoredSchema {
  readonly tables: { readonly name: string; indexes: { readonly columns: string[] }[] }[];
}

/** Leaves the database as it was before searching had an index. */
async function forgetIndex(): Promise<void> {
  const { rows } = town;
  const known = await rows('strapi_database_schema').first<{ id: number; schema: string }>();
  const schema = (
    typeof known.schema === 'string' ? JSON.parse(known.schema) : known.schema
  ) as StoredSchema;
  const openings = schema.tables.find(({ name }) => name === 'pioneer_openings');
  const columns = ['state', 'audience_hash', 'opened_at', 'document_id', 'search_text'];
  if (openings === undefined) throw new Error('There are no openings.');
  openings.indexes = openings.indexes.filter((index) => !isDeepStrictEqual(index.columns, columns));
  await rows.raw('drop index pioneer_openings_state_audience_hash_opened_at_document_idx');
  await rows('strapi_migrations_internal').where({ name: 'pioneer::shorten-search-texts' }).del();
  await rows('strapi_database_schema')
    .where({ id: known.id })
    .update({ schema: JSON.stringify(schema), hash: 'of an earlier release' });
}

describe('a task whose texts are as long as they may be', () => {
  it('is published and found by what they begin with', async () => {
    const { id } = await buildOpening(town, { data: LONGEST });
    const found = await readBoard(town.visitor, { q: TITLE.slice(-20) });

    expect(found.map((opening) => opening.id)).toEqual([id]);
  });

  it('keeps its words when it comes from a release that cut none, and verifies', async () => {
    const { id } = await buildOpening(town, { data: LONGEST });
    const { rows } = town;
    const kept = await rows('pioneer_openings').where({ document_id: id }).first('search_text');
    await server.stop();
    await forgetIndex();
    const whole = [LONGEST.title, LONGEST.summary, LONGEST.place.address].join('\n');
    await rows('pioneer_openings')
      .where({ document_id: id })
      .update({ search_text: `${whole}\n` });

    const { databaseEnv, evidenceFolder } = server;
    server = await startServer({ databaseEnv, env: { EVIDENCE_FOLDER: evidenceFolder } });

    expect(await rows('pioneer_openings').where({ document_id: id }).first('search_text')).toEqual(
      kept,
    );
    const verified = await runVerify(server.env);
    expect([verified.code, verified.output]).toEqual([0, expect.stringMatching(/ 0 difference/)]);
  });
});
