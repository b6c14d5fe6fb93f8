import { chunk } from 'lodash';
import { codeOf } from '../../support/http';
import { buildPanelKey, buildPanelRole, buildPanelUser } from '../../support/panel-users';
import { buildMember, buildOrganisation } from '../../support/people';
import { addressOf, type Route } from '../../support/routes';
import { enterTown } from '../../support/town';
import { MEMBERS_ROUTES, PANEL_ROUTES } from './plugin-routes';

/** One user for each permission, who signs in. */
const USERS_TIMEOUT = 120_000;

/** Requests of one user under way. */
const AT_ONCE = 8;

const PERMISSIONS = Object.keys(PANEL_ROUTES);

/** The routes of the admin panel by name; routes.test.ts says that the server has these and no more. */
const ROUTES = new Map(
  Object.values(PANEL_ROUTES)
    .flat()
    .map((name) => [name, routeOf(name)]),
);

function routeOf(name: string): Route {
  const [method = '', path = ''] = name.split(' ');
  return { method, path };
}

const town = enterTown('owner');
afterAll(() => town.leave());

const owner = { url: town.url, token: town.administratorToken };

/** Who has these permissions and no others, of the plugin or of Strapi. */
async function signInWith(permissions: readonly string[]): Promise<string> {
  const grants = permissions.map((uid) => ({ action: `plugin::pioneer.${uid}`, subject: null }));
  return (await buildPanelUser(owner, await buildPanelRole(owner, grants))).token;
}

/** Tokens of users with one permission each. */
let holders: ReadonlyMap<string, string>;
beforeAll(async () => {
  const signedIn = PERMISSIONS.map(
    async (uid) => [uid, await signInWith([uid])] as [string, string],
  );
  holders = new Map(await Promise.all(signedIn));
}, USERS_TIMEOUT);

/**
 * What a request that makes no sense comes to: nobody’s is carried out, and only who is let in is
 * told that it makes none.
 */
async function ask(route: Route, token: string | null): Promise<string> {
  const answer = await town.send({
    method: route.method as 'GET',
    path: `${addressOf(route)}?senseless=yes`,
    token,
    ...(route.method === 'GET' ? {} : { body: { senseless: true } }),
  });
  return `${answer.status} ${codeOf(answer)}`;
}

const LET_IN = '400 INPUT_INVALID';
const NOT_PERMITTED = '403 PolicyError';
const NOT_OF_THE_PANEL = '401 UnauthorizedError';

/** Every route of the plugin in the admin panel, with what it says to somebody. */
async function askEverywhere(token: string | null): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const some of chunk([...ROUTES], AT_ONCE)) {
    await Promise.all(
      some.map(async ([name, route]) => void (outcomes[name] = await ask(route, token))),
    );
  }
  return outcomes;
}

function everywhere(outcome: (name: string) => string): Record<string, string> {
  return Object.fromEntries([...ROUTES.keys()].map((name) => [name, outcome(name)]));
}

it('every permission of the plugin is declared, and no other', async () => {
  const { body } = await town.send({ path: '/admin/permissions', token: owner.token });
  const { sections } = body.data as { sections: { plugins: { action: string }[] } };
  const prefix = 'plugin::pioneer.';
  const known = sections.plugins.filter(({ action }) => action.startsWith(prefix));

  expect(known.map(({ action }) => action.slice(prefix.length)).sort()).toEqual(PERMISSIONS.sort());
});

describe('a user of the admin panel', () => {
  it.each(PERMISSIONS)('with %s alone is let in where that opens, nowhere else', async (uid) => {
    const opens = PANEL_ROUTES[uid] ?? [];
    const expected = everywhere((name) => (opens.includes(name) ? LET_IN : NOT_PERMITTED));

    expect(await askEverywhere(holders.get(uid) ?? '')).toEqual(expected);
  });

  it('without any permission is let in nowhere', async () => {
    expect(await askEverywhere(await signInWith([]))).toEqual(everywhere(() => NOT_PERMITTED));
  });

  it('who owns the server is let in everywhere', async () => {
    expect(await askEverywhere(owner.token)).toEqual(everywhere(() => LET_IN));
  });
});

it('a key of the admin panel opens what it was made for, and nothing of members', async () => {
  const grants = [{ action: 'plugin::pioneer.people.look-up', subject: null }];
  const accessKey = await buildPanelKey(owner, grants);
  const opens = PANEL_ROUTES['people.look-up'] ?? [];
  const expected = everywhere((name) => (opens.includes(name) ? LET_IN : NOT_PERMITTED));

  expect(await askEverywhere(accessKey)).toEqual(expected);
  const ofMembers = MEMBERS_ROUTES.map((name) => ask(routeOf(name), accessKey));
  expect(new Set(await Promise.all(ofMembers))).toEqual(new Set(['401 UNAUTHENTICATED']));
});

describe('the admin panel', () => {
  it('lets in no member, whatever they are among members', async () => {
    const place = await buildOrganisation(town);
    const member = await buildMember(town, [
      ['member', place],
      ['representative', place],
      ['evaluator', place],
      ['manager', place],
    ]);

    expect(await askEverywhere(member.token)).toEqual(everywhere(() => NOT_OF_THE_PANEL));
  });

  it('lets in nobody who is not signed in', async () => {
    expect(await askEverywhere(null)).toEqual(everywhere(() => NOT_OF_THE_PANEL));
  });
});
