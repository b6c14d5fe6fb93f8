import { codeOf } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { routesOfServer, type Route } from '../../support/routes';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

/** Every route for a token or two. */
const MATRIX_TIMEOUT = 120_000;

let routes: Route[];
beforeAll(async () => {
  const all = await routesOfServer();
  routes = all.filter(({ method, path }) => method !== 'OPTIONS' && path.startsWith('/api/'));
}, MATRIX_TIMEOUT);

/** Makes a token as an administrator does, for a front-end site. */
async function makeToken(type: string, permissions?: readonly string[]): Promise<string> {
  const answer = await town.send({
    method: 'POST',
    path: '/admin/api-tokens',
    token: town.administratorToken,
    body: { name: uniqueName('token'), description: '', type, lifespan: null, permissions },
  });
  const { accessKey } = (answer.body.data ?? {}) as { accessKey?: string };
  if (accessKey === undefined) throw new Error(`no token: ${answer.text}`);
  return accessKey;
}

/** Which of these routes a token is let into, whatever comes after that. */
async function letInto(token: string, asked: readonly Route[]): Promise<string[]> {
  const open: string[] = [];
  for (const { method, path } of asked) {
    const { status } = await town.send({
      method: method as 'GET',
      path: path.replaceAll(/:\w+/g, () => unknownId()),
      token,
      ...(method === 'GET' ? {} : { body: {} }),
    });
    if (status !== 401 && status !== 403) open.push(`${method} ${path}`);
  }
  return open;
}

describe('an API token', () => {
  it(
    'that may list stories is let into their list and nowhere else',
    async () => {
      const token = await makeToken('custom', ['api::story.story.find']);

      expect(await letInto(token, routes)).toEqual(['GET /api/stories']);
    },
    MATRIX_TIMEOUT,
  );

  it(
    'that may read is let into nothing that writes',
    async () => {
      const token = await makeToken('read-only');
      const open = await letInto(token, routes);

      expect(open).toContain('GET /api/stories');
      expect(open.filter((route) => !route.startsWith('GET '))).toEqual([]);
    },
    MATRIX_TIMEOUT,
  );

  it(
    'is no member, whatever it may do',
    async () => {
      const token = await makeToken('full-access');
      const ours = routes.filter(({ path }) => path.startsWith('/api/pioneer/'));
      expect(ours.length).toBeGreaterThan(40);

      expect(await letInto(token, ours)).toEqual([]);
      const answer = await town.send({ path: '/api/pioneer/me', token });
      expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    },
    MATRIX_TIMEOUT,
  );

  it('is none of the admin panel', async () => {
    const token = await makeToken('full-access');
    for (const path of ['/admin/users', '/content-manager/init', '/pioneer/members']) {
      expect([path, (await town.send({ path, token })).status]).toEqual([path, 401]);
    }
  });

  it('that was deleted is nobody from the next request on', async () => {
    const token = await makeToken('full-access');
    expect((await town.send({ path: '/api/stories', token })).status).toBe(200);
    const all = await town.send({ path: '/admin/api-tokens', token: town.administratorToken });
    const [{ id } = { id: 0 }] = (all.body.data as { id: number }[]).sort((a, b) => b.id - a.id);
    await town.send({
      method: 'DELETE',
      path: `/admin/api-tokens/${id}`,
      token: town.administratorToken,
    });

    expect((await town.send({ path: '/api/stories', token })).status).toBe(401);
  });
});
