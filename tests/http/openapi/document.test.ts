import { createConfig, lintFromString } from '@redocly/openapi-core';
import { buildMember } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

const path = '/api/pioneer/openapi.json';

/** What Redocly's recommended rules find in a document: where, by its pointers, and why. */
async function lint(document: string) {
  const problems = await lintFromString({
    source: document,
    absoluteRef: 'openapi.json',
    config: await createConfig({ extends: ['recommended'] }),
  });
  return problems.map(({ ruleId, location, message }) => ({
    rule: ruleId,
    where: location.map(({ pointer }) => pointer),
    message,
  }));
}

describe('the OpenAPI document', () => {
  it('is served to everybody, and may be kept', async () => {
    const { token } = await buildMember(town);

    for (const reader of [null, token]) {
      const answer = await town.send({ path, token: reader });
      expect(answer.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Beautiful Pioneer' } });
      expect(answer.headers.get('Cache-Control')).toBe('public, max-age=300');
    }
  });

  it('is not sent again to who has it', async () => {
    const etag = (await town.send({ path })).headers.get('ETag') ?? '';
    // Without a word on it, fetch asks for an answer that comes from no cache.
    const revalidate = (known: string) =>
      town.send({ path, headers: { 'Cache-Control': 'max-age=0', 'If-None-Match': known } });
    const again = await revalidate(etag);
    const other = await revalidate('"of another version"');

    expect([again.status, again.text.length]).toEqual([304, 0]);
    expect([other.status, other.headers.get('ETag')]).toEqual([200, etag]);
  });

  it('is as the recommended rules of Redocly want it', async () => {
    expect(await lint((await town.send({ path })).text)).toEqual([]);
  });

  it('would not be if something were missing', async () => {
    const { body } = await town.send({ path });
    const { tags: _tags, ...rest } = body as { tags?: unknown };
    const broken = JSON.stringify(rest).replace('"operationId":"me.findOne",', '');

    expect(await lint(broken)).toMatchObject([{ rule: 'operation-operationId' }]);
  });
});
