import fc from 'fast-check';
import { registerAdministrator } from '../../support/administrator';
import type { Answer } from '../../support/http';
import { buildPanelRole, buildPanelUser } from '../../support/panel-users';
import { buildMember, type Member } from '../../support/people';
import { addressOf, routesOfServer, type Route } from '../../support/routes';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { ASKERS, declarationOf, type Asker } from '../../http/security/declared-routes';

/** Every route for everybody who is let in, so many times. */
const TIMEOUT = 300_000;

/** The same requests every time, unless ODD_INPUT_SEED asks for others. */
const SEED = Number(process.env.ODD_INPUT_SEED ?? 20_261_128);
const RUNS = Number(process.env.ODD_INPUT_RUNS ?? 4);

/** Methods that routes have; they are sent with a body, except for the first. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What the controllers of Strapi look for in what they are sent. */
const KEYS = `
  action alternativeText currentPassword data description deviceId documentIds email events
  field fields fileIds fileInfo filters firstname folder folderIds headers ids initialValues
  isActive isDefault kind lastname layouts lifespan locale locales metadatas name options
  page pageSize pagination parent password path permissions populate preferedLanguage
  providers registrationToken resetPasswordToken role roles settings sort status subject
  target text to type uid url urls userInfo value version widgets _q
`
  .trim()
  .split(/\s+/);

/** What is seldom expected of any of them. */
const VALUES: readonly unknown[] = [
  ...[null, true, -1, 0.5, 99_999_999_999, '', 'x', '${x}', '[object Object]'],
  ...[[], [null], ['x'], [[]], [{}], {}, { x: null }, { id: [] }, { $eq: {} }, { set: 'x' }],
  { connect: 'x' },
  { connect: [{ id: 'x', position: 'x' }] },
];

const odd = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, [], [null], ['x'], {}) },
  {
    weight: 6,
    arbitrary: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), {
      minKeys: 1,
      maxKeys: KEYS.length,
    }),
  },
);

// A server of its own: what its owner changes here stays changed.
let server: TestServer;
let town: Town;
let routes: Route[];
let member: Member;
let tokens: Readonly<Record<Asker, string | null>>;
beforeAll(async () => {
  server = await startServer({ env: { PIONEER_JOBS: 'off', LOG_LEVEL: 'error' } });
  town = townAt(server, await registerAdministrator(server));
  const all = await routesOfServer();
  routes = all.filter((route) => METHODS.includes(route.method) && !sendsMail(route));
  member = await buildMember(town);
  const owner = { url: town.url, token: town.administratorToken };
  tokens = {
    public: null,
    member: member.token,
    bareUser: (await buildPanelUser(owner, await buildPanelRole(owner, []))).token,
    owner: owner.token,
  };
}, TIMEOUT);
afterAll(async () => {
  await server.stop();
  await town.leave();
});

/** Those whom the route lets in; where it lets in nobody, nobody in particular. */
function askersOf({ method, path }: Route): readonly Asker[] {
  const letsIn = declarationOf(`${method} ${path}`)?.letsIn ?? ASKERS;
  return letsIn.length === 0 ? ['public'] : letsIn;
}

async function ask(route: Route, asker: Asker, input: unknown): Promise<Answer> {
  const isGet = route.method === 'GET';
  return town.send({
    method: route.method as 'GET',
    path: isGet ? `${addressOf(route)}?${queryOf(input)}` : addressOf(route),
    token: tokens[asker],
    ...(isGet || input === undefined ? {} : { body: input }),
  });
}

/** The same in an address: `a[b][]=c`. */
function queryOf(input: unknown, prefix = ''): string {
  if (typeof input !== 'object' || input === null) {
    return prefix === '' ? '' : `${prefix}=${encodeURIComponent(String(input))}`;
  }
  return Object.entries(input)
    .map(([key, value]) => queryOf(value, prefix === '' ? key : `${prefix}[${key}]`))
    .join('&');
}

/** Whatever a mail server says, or that there is none, is no fault of who asks. */
const sendsMail = ({ method, path }: Route) => method === 'POST' && /^\/email(\/|$)/.test(path);

/** Whose sessions end by what is sent comes last. */
const endsSessions = ({ path }: Route) => Number(/logout|sessions|users\/me/.test(path));

it(
  `no route of the server falls over what it is sent (seed ${SEED})`,
  async () => {
    const fallen: string[] = [];
    for (const route of routes.toSorted((a, b) => endsSessions(a) - endsSessions(b))) {
      for (const asker of askersOf(route)) {
        for (const input of fc.sample(odd, { seed: SEED, numRuns: RUNS })) {
          const { status, headers } = await ask(route, asker, input);
          if (status < 500) continue;
          const told = `${route.method} ${route.path} as ${asker}: ${status}`;
          fallen.push(`${told} ${headers.get('x-request-id')} ${JSON.stringify(input)}`);
        }
      }
    }

    expect(fallen).toEqual([]);
  },
  TIMEOUT,
);

it('and all is served afterwards', async () => {
  const { number, password } = member;
  const signedIn = await town.visitor('session.signIn', { body: { number, password } });
  const statuses = ['/readyz', '/api/stories', '/admin/init', '/api/pioneer/openings'].map(
    async (path) => (await town.send({ path })).status,
  );

  expect(signedIn.data.member.id).toBe(member.id);
  expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200]);
});
