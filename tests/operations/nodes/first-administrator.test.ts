import type { DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { codeOf, send, type Answer } from '../../support/http';
import { createDatabase, startServer, type TestServer } from '../../support/server';

const FORM = {
  firstname: '陈',
  lastname: '',
  email: 'first@town.invalid',
  password: 'Aa1-long-enough',
};

let databaseEnv: DatabaseEnv;
let starts: PromiseSettledResult<TestServer>[];
let node: TestServer;
let otherNode: TestServer;

beforeAll(async () => {
  databaseEnv = await createDatabase('postgres');
  starts = await Promise.allSettled([startServer({ databaseEnv }), startServer({ databaseEnv })]);
  const [one, other] = starts.flatMap((start) =>
    start.status === 'fulfilled' ? [start.value] : [],
  );
  if (one !== undefined) node = one;
  if (other !== undefined) otherNode = other;
});
afterAll(() => Promise.all([node.stop(), otherNode.stop()]));

function register(url: string, cookie = ''): Promise<Answer> {
  const path = '/admin/register-admin';
  return send({ method: 'POST', url, path, body: FORM, headers: { cookie } });
}

async function hasAdministrator(): Promise<boolean> {
  const answer = await send({ url: node.url, path: '/admin/init' });
  return (answer.body.data as { hasAdmin: boolean }).hasAdmin;
}

function pathOf(server: TestServer): string {
  return new URL(server.firstAdministratorUrl ?? '').pathname;
}

function cookiesOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

// One life of one database, from its first start to its first administrator, in this order.
describe('the first administrator', () => {
  it('has one address, whichever node prints it, also when both start at once', () => {
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(pathOf(node)).toMatch(/^\/first-administrator\/[\w-]{43}$/);
    expect(pathOf(otherNode)).toBe(pathOf(node));
  });

  it('has a new address after a start at which it was opened and not used', async () => {
    const unused = pathOf(node);
    await send({ url: node.url, path: unused });
    await node.stop();
    node = await startServer({ databaseEnv });

    expect(pathOf(node)).toMatch(/^\/first-administrator\/[\w-]{43}$/);
    expect(pathOf(node)).not.toBe(unused);
  });

  it.each([
    ['POST', '/admin/register-admin'],
    ['POST', '/admin/register-admin/'],
    ['POST', '/ADMIN/Register-Admin'],
    ['POST', '/admin/%72egister-admin'],
    ['PUT', '/admin/register-admin'],
    ['GET', '/admin/register-admin'],
  ] as const)('cannot be made by whoever comes first: %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : FORM;
    const answer = await send({ method, url: node.url, path, body });

    expect([answer.status, codeOf(answer)]).toEqual([403, 'FIRST_ADMINISTRATOR_ONLY']);
    expect(await hasAdministrator()).toBe(false);
  });

  it.each([
    ['unsigned', `first_administrator=${Date.now() + 60_000}`],
    [
      'signed by somebody else',
      `first_administrator=${Date.now() + 60_000}; first_administrator.sig=AAAAAAAAAAAAAAAAAAAAAAAAAAA`,
    ],
  ])('cannot be made with a cookie that is %s', async (_title, cookie) => {
    expect(codeOf(await register(node.url, cookie))).toBe('FIRST_ADMINISTRATOR_ONLY');
  });

  it('cannot be made from an address that was guessed', async () => {
    const answer = await send({ url: node.url, path: `/first-administrator/${'A'.repeat(43)}` });

    expect([answer.status, codeOf(answer)]).toEqual([404, 'FIRST_ADMINISTRATOR_ADDRESS_DEAD']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is made on one node by who opened the address on the other, once', async () => {
    const openings = await Promise.all([
      send({ url: otherNode.url, path: pathOf(node) }),
      send({ url: node.url, path: pathOf(node) }),
    ]);
    const opened = openings.filter(({ status }) => status === 302);
    const [first] = opened;

    expect(opened).toHaveLength(1);
    expect(first?.headers.get('location')).toBe('/admin/auth/register-admin');
    for (const cookie of first?.headers.getSetCookie() ?? []) {
      expect(cookie).toMatch(/httponly/i);
      expect(cookie).toMatch(/samesite=strict/i);
      expect(cookie).toMatch(/path=\/admin/i);
    }
    const registered = await register(node.url, first && cookiesOf(first));
    expect(registered.status).toBe(200);
    expect(await hasAdministrator()).toBe(true);
  });

  it('leaves no address behind, not even after a restart', async () => {
    const again = await send({ url: node.url, path: pathOf(node) });
    expect(codeOf(again)).toBe('FIRST_ADMINISTRATOR_ADDRESS_DEAD');

    const restarted = await startServer({ databaseEnv });
    expect(restarted.firstAdministratorUrl).toBeNull();
    await restarted.stop();
  });
});
