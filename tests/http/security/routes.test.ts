import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildPanelRole, buildPanelUser } from '../../support/panel-users';
import { buildMember } from '../../support/people';
import { count } from '../../support/rows';
import { addressOf, routesOfServer, type Route } from '../../support/routes';
import { enterTown } from '../../support/town';
import { ASKERS, declarationOf, unusedRows, type Asker } from './declared-routes';

/** Every route for everybody. */
const MATRIX_TIMEOUT = 180_000;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const town = enterTown('owner');
afterAll(() => town.leave());

type Tokens = Readonly<Record<Asker, string | null>>;

let routes: Route[];
let tokens: Tokens;
let bareRole: number;
beforeAll(async () => {
  bareRole = await buildPanelRole(owner(), []);
  const all = await routesOfServer();
  routes = all.filter(({ method }) => METHODS.includes(method));
  tokens = await buildTokens();
}, MATRIX_TIMEOUT);

const owner = () => ({ url: town.url, token: town.administratorToken });
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

async function buildTokens(): Promise<Tokens> {
  const [member, bareUser] = await Promise.all([
    buildMember(town),
    buildPanelUser(owner(), bareRole),
  ]);
  return {
    public: null,
    member: member.token,
    bareUser: bareUser.token,
    owner: town.administratorToken,
  };
}

async function isLetIn(route: Route, token: string | null): Promise<boolean> {
  const { method } = route;
  const { status } = await town.send({
    method: method as 'GET',
    path: addressOf(route),
    token,
    // Doors count tries by e-mail address.
    ...(method === 'GET' ? {} : { body: { email: `${uniqueName('nobody')}@town.invalid` } }),
  });
  return status !== 401 && status !== 403;
}

/** In the panel the owner only looks: what an owner changes would be changed. */
function askersOf({ method, path }: Route): readonly Asker[] {
  const asksAll = method === 'GET' || path.startsWith('/api/');
  return asksAll ? ASKERS : ASKERS.filter((asker) => asker !== 'owner');
}

/** Some routes end the session that asks. */
async function tokensFor({ path }: Route): Promise<Tokens> {
  return /logout|sessions/.test(path) ? buildTokens() : tokens;
}

describe('every route of the server', () => {
  it('is declared, and everything that is declared is there', () => {
    const names = routes.map(nameOf);
    const undeclared = names.filter((route) => declarationOf(route) === undefined);

    expect({ undeclared, unused: unusedRows(names) }).toEqual({ undeclared: [], unused: [] });
    expect(routes.length).toBeGreaterThan(300);
  });

  it('is declared by its own name where it is the plugin’s', () => {
    const ofPlugin = routes.map(nameOf).filter((route) => /^\w+ (\/api)?\/pioneer\b/.test(route));

    expect(ofPlugin.map((route) => declarationOf(route)?.pattern)).toEqual(ofPlugin);
    expect(ofPlugin.length).toBeGreaterThan(90);
  });

  it(
    'lets in whom it is declared to let in, and nobody else',
    async () => {
      const wrong: string[] = [];
      for (const route of routes) {
        const all = await tokensFor(route);
        for (const asker of askersOf(route)) {
          const isDeclared = declarationOf(nameOf(route))?.letsIn.includes(asker) ?? false;
          if ((await isLetIn(route, all[asker])) === isDeclared) continue;
          wrong.push(`${nameOf(route)} ${isDeclared ? 'keeps out' : 'lets in'} ${asker}`);
        }
      }

      expect(wrong).toEqual([]);
    },
    MATRIX_TIMEOUT,
  );
});

it('what is refused leaves no trace', async () => {
  const code = uniqueName('org');
  const rows = [{ code, name: '不应存在', kind: 'village', parentCode: null }];
  const request = {
    method: 'POST',
    path: '/pioneer/organisations/import',
    body: { rows },
  } as const;
  const codes = [];
  for (const token of [tokens.public, tokens.member, tokens.bareUser]) {
    codes.push(codeOf(await town.send({ ...request, token })));
  }

  expect(codes).toEqual(['UnauthorizedError', 'UnauthorizedError', 'PolicyError']);
  expect(await count(town.rows('pioneer_organisations').where({ code }))).toBe(0);
});

it('what members alone may call sends visitors to the sign-in', async () => {
  const answer = await town.send({ path: '/api/pioneer/me' });

  expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
});
