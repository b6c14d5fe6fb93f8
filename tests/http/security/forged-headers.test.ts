import { request as sendRaw, type IncomingHttpHeaders } from 'node:http';
import { fillInRegistration } from '../../support/administrator';
import { buildMember, type Member } from '../../support/people';
import { sharedServer } from '../../support/shared-server';
import { startServer, type TestServer } from '../../support/server';
import { enterTown, townAt, type Town } from '../../support/town';

/** What somebody would like our links, redirects and cookies to lead to. */
const EVIL = 'evil.example';

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a request whose Host is free to choose, which fetch does not allow. */
function send(url: string, path: string, { method = 'GET', headers, body }: Sent): Promise<Got> {
  const { hostname, port, host } = new URL(url);
  const content = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = sendRaw({
      hostname,
      port,
      path,
      method,
      setHost: false,
      headers: {
        host,
        ...(content !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(content)),
        }),
        ...headers,
      },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
      answer.on('end', () => {
        const { statusCode = 0, headers: got } = answer;
        resolve({ status: statusCode, headers: got, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.end(content);
  });
}

/** All that proxies and frameworks have ever been told about where a request was sent. */
function forge(protocol: 'http' | 'https'): Record<string, string> {
  return {
    host: EVIL,
    'x-forwarded-host': EVIL,
    'x-forwarded-server': EVIL,
    'x-forwarded-proto': protocol,
    'x-forwarded-protocol': protocol,
    'x-forwarded-ssl': protocol === 'https' ? 'on' : 'off',
    'x-forwarded-port': '6666',
    'x-forwarded-prefix': `/${EVIL}`,
    'x-host': EVIL,
    'x-original-host': EVIL,
    'x-original-url': `/${EVIL}`,
    'x-rewrite-url': `/${EVIL}`,
    'x-http-host-override': EVIL,
    forwarded: `for=192.0.2.1;host=${EVIL};proto=${protocol}`,
    'front-end-https': protocol === 'https' ? 'on' : 'off',
  };
}

/** Cookies by name, with what is said of each and without what is in it. */
function cookiesOf({ headers }: Got): string[] {
  return (headers['set-cookie'] ?? []).map((cookie) =>
    cookie.replace(/=[^;]*/, '=…').replace(/expires=[^;]*/i, 'expires=…'),
  );
}

const seen = (got: Got) => ({
  status: got.status,
  location: got.headers.location,
  cookies: cookiesOf(got),
});

interface Place {
  readonly town: Town;
  readonly member: Member;
  /** The other one than what people come by. */
  readonly wrongProtocol: 'http' | 'https';
}

let server: TestServer;
let openedByForgery: Got;
const places: Record<string, Place> = {};

beforeAll(async () => {
  // One that trusts its proxy, as most do, and whose people come by https.
  server = await startServer({
    env: { TRUSTED_PROXIES: '1', PUBLIC_URL: 'https://town.example.org' },
  });
  const { pathname } = new URL(server.firstAdministratorUrl ?? '');
  openedByForgery = await send(server.url, pathname, { headers: forge('http') });
  const cookies = openedByForgery.headers['set-cookie'] ?? [];
  const administrator = await fillInRegistration(server.url, cookies);
  const behindProxy = townAt(server, administrator);
  const alone = enterTown('owner');
  places['behind a proxy'] = {
    town: behindProxy,
    member: await buildMember(behindProxy),
    wrongProtocol: 'http',
  };
  places.alone = { town: alone, member: await buildMember(alone), wrongProtocol: 'https' };
});
afterAll(async () => {
  await server.stop();
  await Promise.all(Object.values(places).map(({ town }) => town.leave()));
});

function placeOf(name: string): Place {
  const place = places[name];
  if (place === undefined) throw new Error(`there is no server ${name}`);
  return place;
}

/** Pages, documents with addresses in them, redirects, and whatever sets a cookie. */
const REQUESTS: [what: string, path: string, request: (place: Place) => Sent | Promise<Sent>][] = [
  ['the page at the root', '/', () => ({})],
  ['the panel', '/admin', () => ({})],
  ['the panel’s first question', '/admin/init', () => ({})],
  ['the description of the API', '/api/pioneer/openapi.json', () => ({})],
  ['content', '/api/stories', () => ({})],
  ['the board', '/api/pioneer/openings', () => ({})],
  ['a refusal', '/api/pioneer/me', () => ({})],
  ['what is not there', '/nothing/here', () => ({})],
  ['a dead address of the first administrator', '/first-administrator/dead', () => ({})],
  [
    'a sign-in',
    '/api/pioneer/sign-in',
    ({ member: { number, password } }) => ({ method: 'POST', body: { number, password } }),
  ],
  [
    'a session that is renewed',
    '/api/auth/refresh',
    async (place) => {
      const { number, password } = place.member;
      const body = { number, password };
      const signedIn = await send(place.town.url, '/api/pioneer/sign-in', { method: 'POST', body });
      const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
      return { method: 'POST', headers: { cookie: cookie.split(';', 1)[0] ?? '' }, body: {} };
    },
  ],
];

describe.each(['behind a proxy', 'alone'])('a server %s', (name) => {
  it.each(REQUESTS)('believes nobody where it is: %s', async (_what, path, requestFor) => {
    const place = placeOf(name);
    const { town, wrongProtocol } = place;
    const honest = await send(town.url, path, await requestFor(place));
    const { headers, ...request } = await requestFor(place);
    const forged = await send(town.url, path, {
      ...request,
      headers: { ...headers, ...forge(wrongProtocol) },
    });

    expect(seen(forged)).toEqual(seen(honest));
    expect(honest.status).toBeLessThan(500);
    expect(JSON.stringify(forged)).not.toContain(EVIL);
  });

  it('gives the address of a copy of one’s data without saying where it is', async () => {
    const { town, member, wrongProtocol } = placeOf(name);
    const headers = { ...forge(wrongProtocol), authorization: `Bearer ${member.token}` };
    const { text } = await send(town.url, '/api/pioneer/me/exports', { method: 'POST', headers });

    expect(text).toContain('"address":"/api/pioneer/me/exports/');
    expect(text).not.toContain(EVIL);
  });

  it('is asked for the same by a whole address', async () => {
    const { town } = placeOf(name);
    const whole = await send(town.url, `http://${EVIL}/api/pioneer/openings`, {});
    const short = await send(town.url, '/api/pioneer/openings', {});

    expect(seen(whole)).toEqual(seen(short));
    expect(JSON.stringify(whole)).not.toContain(EVIL);
  });

  it.each([
    `//${EVIL}`,
    `//${EVIL}/%2e%2e`,
    `/\\${EVIL}`,
    `/%5c${EVIL}`,
    `/.//${EVIL}`,
    `/admin//${EVIL}`,
    `/admin/..//${EVIL}`,
    `/uploads//${EVIL}/..`,
    `/?url=//${EVIL}&next=https://${EVIL}`,
  ])('sends nobody elsewhere: %s', async (path) => {
    const { headers } = await send(placeOf(name).town.url, path, {});

    expect(headers.location ?? '').not.toContain(EVIL);
  });
});

it('a session is kept to https where people come by https, and only there', async () => {
  const cookieFor = async (name: string) => {
    const { town, member } = placeOf(name);
    const { number, password } = member;
    const body = { number, password };
    const signedIn = await send(town.url, '/api/pioneer/sign-in', { method: 'POST', body });
    return cookiesOf(signedIn).find((cookie) => cookie.startsWith('strapi_up_refresh='));
  };

  const cookie = 'strapi_up_refresh=…; path=/; samesite=lax;';
  expect(await cookieFor('behind a proxy')).toBe(`${cookie} secure; httponly`);
  expect(await cookieFor('alone')).toBe(`${cookie} httponly`);
});

describe('the address of the first administrator', () => {
  it('leads to the panel of this server and gives a cookie for people who come by https', () => {
    expect(seen(openedByForgery)).toEqual({
      status: 302,
      location: '/admin/auth/register-admin',
      cookies: [
        expect.stringMatching(/^first_administrator=….*; path=\/admin;.*; secure; httponly$/),
        expect.stringMatching(/^first_administrator\.sig=….*; secure; httponly$/),
      ],
    });
    expect(JSON.stringify(openedByForgery)).not.toContain(EVIL);
  });

  it('is told by PUBLIC_URL alone', () => {
    expect(server.firstAdministratorUrl).toMatch(
      /^https:\/\/town\.example\.org\/first-administrator\//,
    );
    expect(new URL(sharedServer().url).hostname).toBe('127.0.0.1');
  });
});
