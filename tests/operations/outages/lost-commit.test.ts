import type { RequestRefused } from 'strapi-plugin-pioneer/contract';
import { DRIVE, TASK } from '../../support/content-manager';
import { codeOf, refusalOf } from '../../support/http';
import { metricsOf } from '../../support/metrics';
import { uniqueName } from '../../support/names';
import { buildMember } from '../../support/people';
import { count } from '../../support/rows';
import { accept, buildClaim, buildOpening, lookAt, taskContent } from '../../support/work';
import { startWiredTown, type WiredTown } from './wired-town';

const ENV = {
  PIONEER_JOBS: 'off',
  // What is sent again and again goes by a name, in which the wire does not read what it is.
  DATABASE_PREPARED_STATEMENTS: 'false',
};

let town: WiredTown;

beforeAll(async () => {
  town = await startWiredTown(ENV);
});
afterAll(() => town.leave());

const connectionsInUse = async () => (await metricsOf(town)).get('database_connections_used');

/** Odd, so that now a statement is lost and now the answer to one. */
const STRIDE = 3;

/** What Strapi looks up before it lets a document be published. */
const LOOKED_UP = [
  [
    'whether what it names is there',
    'select count("t0"."id") as "count" from "public"."pioneer_organisations"',
  ],
  ['whether its slug is its own', 'where ("t0"."slug" ='],
] as const;

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
    town.wire.cutBefore(statement);

    expect(await refusalOf(claim())).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(await count(town.rows('pioneer_claims').where({ opening_id: id }))).toBe(0);
    expect((await claim()).data.version).toBe(1);
  });

  it.each(LOSSES)('%s is not answered as done in the panel', async (_when, statement) => {
    const slug = statement.toLowerCase();
    const tag = await town.content.create('api::tag.tag', { name: `Before ${slug}`, slug });
    const name = `After ${slug}`;
    const rename = () => town.content.update('api::tag.tag', tag, { name, slug });
    town.wire.cutBefore(statement);

    const answer = await rename();
    expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(await count(town.rows('tags').where({ name }))).toBe(0);
    expect((await rename()).status).toBe(200);
  });
});

describe('what Strapi does by itself after a commit', () => {
  it('does not end the server when it loses its connection', async () => {
    const name = uniqueName('专项行动');
    const before = town.output().length;
    // The transaction reads it, too; the next time is for the webhooks.
    town.wire.cutBefore('from "public"."drives"', 'COMMIT');
    await town.content.create(DRIVE, { name }).catch(() => undefined);

    const said = () => town.output().slice(before);
    await expect.poll(said).toContain('Nobody waited for what failed');
    expect(await count(town.rows('drives').where({ name }))).toBe(1);
    expect((await town.send({ path: '/readyz' })).status).toBe(200);
  });
});

describe('whichever message is lost with its connection', () => {
  it('a verdict is answered by name, and the connection comes back', async () => {
    let work = await buildClaim(town, { state: 'submitted' });
    const answers = new Set<string>();
    for (let nth = 1, wasCut = true; wasCut; nth += STRIDE) {
      // Where the answer to the commit was lost, it is decided all the same.
      const isDecided = (await lookAt(work)).state !== 'submitted';
      if (isDecided) work = await buildClaim(town, { state: 'submitted' });
      const wasThere = town.wire.cutAtMessage(nth);
      answers.add(
        await accept(work).then(
          ({ state }) => state,
          ({ code }: RequestRefused) => code,
        ),
      );
      wasCut = wasThere();
    }

    expect([...answers].sort()).toEqual(['DATABASE_UNAVAILABLE', 'accepted']);
    expect((await lookAt(work)).state).toBe('accepted');
    await expect.poll(connectionsInUse).toBe(0);
  });

  it('a verdict is answered by name: whether what its evaluation names is there', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    const judge = () =>
      accept(work).then(
        ({ state }) => state,
        ({ code }: RequestRefused) => code,
      );
    town.wire.cutBefore(LOOKED_UP[0][1]);

    expect(await judge()).toBe('DATABASE_UNAVAILABLE');
    expect(await judge()).toBe('accepted');
  });

  it.each(LOOKED_UP)('a publication is answered by name: %s', async (_what, statement) => {
    const { taskId } = await buildOpening(town);
    const { slug: _slug, ...data } = await taskContent(town);
    const publish = () => town.content.publish(TASK, taskId, data).then(codeOf);
    town.wire.cutBefore(statement);

    expect(await publish()).toBe('DATABASE_UNAVAILABLE');
    await expect.poll(connectionsInUse).toBe(0);
    expect(await publish()).toBe('200');
  });

  it('what an editor names that no column takes is still the mistake of the editor', async () => {
    const { taskId } = await buildOpening(town);
    const organisation = { connect: [{ id: Number.MAX_SAFE_INTEGER }] };
    const answer = await town.content.update(TASK, taskId, {
      ...(await taskContent(town)),
      organisation,
    });

    expect(answer.status).toBe(400);
  });

  it('a connection that was not ready yet is replaced by another', async () => {
    const { id, termsId } = await buildOpening(town);
    const { call } = await buildMember(town);
    const claim = () => call('openings.claim', { params: { id }, body: { termsId } });
    const before = town.output().length;
    await town.wire.cut();
    await town.wire.mend();
    // Answered without the database: by now the server has heard that its connections are gone.
    await town.send({ path: '/livez' });
    town.wire.cutBefore('SET search_path');

    expect((await claim()).data.version).toBe(1);
    // Where nobody tells the pool, it waits for that connection as long as a request may.
    const said = town.output().slice(before);
    expect(said).not.toMatch(/Nobody waited for what failed: .*search_path/);
  });
});
