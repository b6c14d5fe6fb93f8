import { execFileSync } from 'node:child_process';
import { buildMember } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

const path = '/api/pioneer/openapi.json';

/** What Redocly's recommended rules find. */
function lint(document: unknown): { readonly rule: string }[] {
  const output = execFileSync(process.execPath, ['tests/support/lint-openapi.mjs'], {
    input: JSON.stringify(document),
    encoding: 'utf8',
  });
  return JSON.parse(output) as { rule: string }[];
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
    expect(lint((await town.send({ path })).body)).toEqual([]);
  });

  it('would not be if something were missing', async () => {
    const { body } = await town.send({ path });
    const { tags: _tags, ...rest } = body as { tags?: unknown };
    const broken = JSON.stringify(rest).replace('"operationId":"me.findOne",', '');

    expect(lint(JSON.parse(broken))).toMatchObject([{ rule: 'operation-operationId' }]);
  });
});
