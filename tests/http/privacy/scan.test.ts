import { TASK } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { routesOfServer, type Route } from '../../support/routes';
import { enterTown } from '../../support/town';
import { addressesOf, findTargets, type Targets } from './addresses';
import { ALLOWED } from './allowed';
import { buildScene, PANEL_ROLES, ROLES, type Role, type Scene } from './people-of-scan';
import { shownBy } from './shown';

/** Every route in every role. */
const SCAN_TIMEOUT = 180_000;

const town = enterTown('owner');
afterAll(() => town.leave());

let scene: Scene;
let targets: Targets;
let routes: Route[];
beforeAll(async () => {
  [scene, routes] = await Promise.all([buildScene(town), routesOfServer()]);
  targets = await findTargets(town, scene);
}, SCAN_TIMEOUT);

const ask = (role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
  town.send({ method, path, token: scene.tokens[role], ...(body && { body }) });

/** All that is shown on a route in a role, as the list of what may be shown says it. */
async function scan(role: Role, route: Route): Promise<string[]> {
  const shown = new Set<string>();
  for (const path of addressesOf(route, targets)) {
    const body = route.method === 'GET' ? undefined : {};
    const answer = await ask(role, route.method as 'GET', path, body);
    for (const { what, field } of shownBy(answer, scene)) {
      shown.add(`${role}: ${what} in ${route.method} ${route.path} ${field}`);
    }
  }
  return [...shown];
}

/** Routes that end the session which asks, or send to another site. */
const LEFT_OUT = new Set([
  'POST /api/auth/logout',
  'DELETE /api/auth/sessions/:sessionId',
  'GET /admin/:path*',
]);

/** All reading, whoever serves it, and what the content API and the plugin write. */
function scanned({ method, path }: Route): boolean {
  if (LEFT_OUT.has(`${method} ${path}`)) return false;
  if (method === 'GET') return true;
  return ['POST', 'PUT', 'DELETE'].includes(method) && /^\/(api|pioneer)\//.test(path);
}

/**
 * Members of all kinds are nobody in the admin panel, and its users are nobody elsewhere: there, two
 * of them ask for all. What the owner writes would be written.
 */
function askersOf({ method, path }: Route): readonly Role[] {
  const isPanel = !path.startsWith('/api/');
  const few: readonly Role[] = isPanel ? ['public', 'stranger', 'claimant'] : ['clerk', 'owner'];
  const all = ROLES.filter((role) => few.includes(role) || PANEL_ROLES.includes(role) === isPanel);
  return method === 'GET' ? all : all.filter((role) => role !== 'owner');
}

describe('every route of the server', () => {
  it(
    'shows names, phones and e-mail addresses to those who may see them, and to nobody else',
    async () => {
      const found: string[] = [];
      for (const route of routes.filter(scanned)) {
        const all = await Promise.all(askersOf(route).map((role) => scan(role, route)));
        found.push(...all.flat());
      }
      const allowed = ALLOWED.flatMap(({ roles, what, route, fields }) =>
        roles.flatMap((role) => fields.map((field) => `${role}: ${what} in ${route} ${field}`)),
      );

      expect({
        shownAndNotAllowed: found.filter((one) => !allowed.includes(one)),
        allowedAndNotShown: allowed.filter((one) => !found.includes(one)),
      }).toEqual({ shownAndNotAllowed: [], allowedAndNotShown: [] });
    },
    SCAN_TIMEOUT,
  );

  it('is asked: those of Strapi and ours, of the content API and of the admin panel', () => {
    const paths = new Set(routes.filter(scanned).map(({ path }) => path));

    for (const path of [
      '/api/pioneer/claims/:id',
      '/api/users/me',
      '/api/stories',
      '/pioneer/members/:id',
      '/admin/users',
      '/content-manager/collection-types/:model/:id',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths.size).toBeGreaterThan(150);
  });
});

describe('a member as an administrator without permission for more sees it', () => {
  it('has the first of the name, and of the phone the ends', async () => {
    const { claimant } = scene.people;
    const answer = await ask('clerk', 'GET', `/pioneer/members/${claimant?.id}`);

    expect(answer.body.data).toEqual({
      id: claimant?.id,
      number: claimant?.number,
      name: '甄*',
      phone: `138****${claimant?.phone.slice(-4)}`,
    });
  });

  it('cannot be found out by name, in the Content Manager either', async () => {
    const { claimant } = scene.people;
    const name = encodeURIComponent(claimant?.name ?? '');
    const members = '/content-manager/collection-types/plugin::pioneer.member';
    const look = (query: string) => ask('clerk', 'GET', `${members}?${query}`);

    expect((await ask('clerk', 'GET', `/pioneer/members?q=${name}`)).body.data).toEqual([]);
    expect(JSON.parse((await look(`_q=${name}`)).text)).toMatchObject({ results: [] });
    for (const query of [
      `filters[name][$eq]=${name}`,
      `filters[$or][0][name][$startsWith]=${name}`,
      'sort=name:ASC',
    ]) {
      expect([query, codeOf(await look(query))]).toEqual([query, 'NAMES_HIDDEN']);
    }
    const byNumber = await look(`_q=${claimant?.number}`);
    expect(JSON.parse(byNumber.text)).toMatchObject({
      results: [{ number: claimant?.number, name: '甄*' }],
    });
  });
});

it('a post shows its holder by name where it belongs, and masked elsewhere', async () => {
  const path = `/api/pioneer/posts?within=${scene.village.id}`;
  const nameFor = async (role: Role) => {
    const [post] = (await ask(role, 'GET', path)).body.data as [
      { heldBy: { member: { name: string } }[] | null },
    ];
    return post.heldBy?.map(({ member }) => member.name) ?? null;
  };

  expect(await nameFor('public')).toBeNull();
  expect(await nameFor('stranger')).toEqual(['甄*']);
  expect(await nameFor('claimant')).toEqual([scene.people.holder?.name]);
  expect(await nameFor('holder')).toEqual([scene.people.holder?.name]);
});

it('the Content Manager tells who made something without the address, however it is written', async () => {
  const path = `/Content-Manager/collection-types/${TASK}/${scene.opening.taskId}`;
  const { data } = (await ask('owner', 'GET', path)).body as {
    data: { createdBy: { firstname: string; email: string } };
  };

  expect(data.createdBy).toMatchObject({ firstname: '陈', email: 'a***@town.invalid' });
});

it('the Content Manager gives nobody what only rules read of a member', async () => {
  const { id } = scene.people.claimant ?? {};
  const path = `/content-manager/collection-types/plugin::pioneer.member/${id}`;
  const { data } = (await ask('owner', 'GET', path)).body as { data: object };

  expect(data).toMatchObject({ documentId: id, name: scene.people.claimant?.name });
  expect(Object.keys(data).join(' ')).not.toMatch(/phone|activation(Hash|Expires)|salt|signInName/);
});
