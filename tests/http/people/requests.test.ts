import { codeOf, type Answer, type WireRequest } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMember } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

let token: string;
beforeAll(async () => void ({ token } = await buildMember(town)));

type Case = readonly [what: string, request: Omit<WireRequest, 'url'>, field: string];

const NUMBER = uniqueName('m');
const PASSWORD = 'hunter2 and more';
const ENTRY = { number: NUMBER, password: PASSWORD };
const SIGN_IN = { method: 'POST', path: '/api/pioneer/sign-in' } as const;
const ACTIVATE = { method: 'POST', path: '/api/pioneer/activate' } as const;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const BODIES: readonly Case[] = [
  ['an unknown key', { ...SIGN_IN, body: { ...ENTRY, role: 1 } }, 'role'],
  ['a key too many, deeper', { ...SIGN_IN, body: { ...ENTRY, data: { role: 1 } } }, 'data'],
  ['a missing key', { ...SIGN_IN, body: { number: NUMBER } }, 'password'],
  ['a number for a text', { ...SIGN_IN, body: { ...ENTRY, number: 17 } }, 'number'],
  ['a list for a text', { ...SIGN_IN, body: { ...ENTRY, number: [NUMBER] } }, 'number'],
  ['an object for a text', { ...SIGN_IN, body: { ...ENTRY, password: { $gt: '' } } }, 'password'],
  ['nothing for a text', { ...SIGN_IN, body: { ...ENTRY, password: null } }, 'password'],
  ['a text too long', { ...SIGN_IN, body: { ...ENTRY, password: '密'.repeat(1001) } }, 'password'],
  ['100,000 characters', { ...SIGN_IN, body: { ...ENTRY, number: 'x'.repeat(100_000) } }, 'number'],
  ['no number at all', { ...ACTIVATE, body: { ...ENTRY, number: 'a b', code: 'x' } }, 'number'],
  ['a code too long', { ...ACTIVATE, body: { ...ENTRY, code: 'x'.repeat(65) } }, 'code'],
  ['a form with an unknown key', { ...SIGN_IN, raw: 'number=x&a=1', headers: FORM }, 'a'],
  [
    'rows that are no list',
    { method: 'POST', path: '/pioneer/organisations/import', body: { rows: {} } },
    'rows',
  ],
  [
    'a query beside a body',
    { ...SIGN_IN, path: `${SIGN_IN.path}?verbose=1`, body: ENTRY },
    'verbose',
  ],
];

const QUERIES: readonly Case[] = [
  ['an unknown parameter', { path: '/api/pioneer/organisations?kind=village' }, 'kind'],
  ["Strapi's own filters", { path: '/api/pioneer/openings?filters[id][$eq]=1' }, 'filters'],
  ['populate', { path: '/api/pioneer/organisations?populate=*' }, 'populate'],
  ['a page of nothing', { path: '/api/pioneer/organisations?limit=0' }, 'limit'],
  ['a page of more than 100', { path: '/api/pioneer/openings?limit=101' }, 'limit'],
  ['a page of some', { path: '/api/pioneer/organisations?limit=some' }, 'limit'],
  ['a page and a half', { path: '/api/pioneer/organisations?limit=1.5' }, 'limit'],
  ['an id that is none', { path: '/api/pioneer/organisations?parent=1' }, 'parent'],
  ['one parameter twice', { path: '/api/pioneer/organisations?parent=a&parent=b' }, 'parent'],
  ['an object for an id', { path: '/api/pioneer/organisations?within[$ne]=x' }, 'within'],
  ['a cursor of our own making', { path: '/api/pioneer/organisations?cursor=W10' }, 'cursor'],
  ['a cursor that is no JSON', { path: '/api/pioneer/openings?cursor=%22%22' }, 'cursor'],
  ['a cursor without end', { path: `/api/pioneer/openings?cursor=${'x'.repeat(401)}` }, 'cursor'],
  ['a state that does not exist', { path: '/api/pioneer/openings?state=ajar' }, 'state'],
  ['yes for true', { path: '/api/pioneer/openings?mine=yes' }, 'mine'],
  ['a view that does not exist', { path: '/api/pioneer/claims?view=all' }, 'view'],
  ['no view', { path: '/api/pioneer/claims' }, 'view'],
];

/** Sent by whoever may: what is refused here is the form. */
function sendIt(request: Omit<WireRequest, 'url'>): Promise<Answer> {
  const isAdministrators = request.path.startsWith('/pioneer/');
  const needsNobody = request.path.startsWith(SIGN_IN.path) || request.path === ACTIVATE.path;
  if (needsNobody) return town.send(request);
  return town.send({ ...request, token: isAdministrators ? town.administratorToken : token });
}

describe('a request that is not as the contract says', () => {
  it.each([...BODIES, ...QUERIES])(
    'is refused, with its place: %s',
    async (_what, request, field) => {
      const answer = await sendIt(request);

      expect([answer.status, codeOf(answer)]).toEqual([400, 'INPUT_INVALID']);
      expect(answer.body.error?.details.fields).toContain(field);
      expect(answer.text).not.toContain(PASSWORD);
    },
  );

  it.each([
    ['no JSON', '{"number":'],
    ['a list', '[1]'],
    ['a text', '"x"'],
  ])('is refused when it is %s', async (_what, raw) => {
    const answer = await town.send({ ...SIGN_IN, raw });

    expect(answer.status).toBe(400);
  });

  it('cannot reach what all objects have in common', async () => {
    const raw = `{"number":"${NUMBER}","password":"x","__proto__":{"isAdministrator":true}}`;

    expect((await town.send({ ...SIGN_IN, raw })).status).toBe(400);
    expect(codeOf(await town.send({ path: '/api/pioneer/openings?__proto__[a]=1' }))).toBe('200');
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it('is told what is wrong with each field, in words', async () => {
    const answer = await town.send({
      ...SIGN_IN,
      body: { number: 7 },
      headers: { 'accept-language': 'en' },
    });

    expect(answer.body.error).toMatchObject({
      status: 400,
      name: 'ValidationError',
      message: expect.stringMatching(/^2 part\(s\) of the request .* number, password\./),
      details: {
        code: 'INPUT_INVALID',
        count: 2,
        errors: [
          { path: 'number', message: expect.stringContaining('expected string') },
          { path: 'password', message: expect.stringContaining('expected string') },
        ],
      },
    });
  });
});

describe('the language of a refusal', () => {
  const LANGUAGES: readonly [accepted: string, starts: string][] = [
    ['en', 'You are not signed in'],
    ['en-GB,en;q=0.9', 'You are not signed in'],
    ['en-US,en;q=0.9,zh;q=0.8', 'You are not signed in'],
    ['fr,en;q=0.5', 'You are not signed in'],
    ['zh', '您还没有登录'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '您还没有登录'],
    ['zh-Hans', '您还没有登录'],
    ['fr', '您还没有登录'],
    ['*', '您还没有登录'],
    ['', '您还没有登录'],
    [';;q=,', '您还没有登录'],
  ];

  it.each(LANGUAGES)('follows "%s"', async (accepted, starts) => {
    const answer = await town.send({
      path: '/api/pioneer/me',
      headers: { 'accept-language': accepted },
    });

    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(answer.body.error?.message).toMatch(new RegExp(`^${starts}`));
    expect(answer.headers.get('vary')).toMatch(/accept-language/i);
  });

  it('is that of the words about single fields, too', async () => {
    const messageIn = async (language: string) => {
      const headers = { 'accept-language': language };
      const { body } = await town.send({ ...SIGN_IN, body: { ...ENTRY, number: 7 }, headers });
      return (body.error?.details.errors as { message: string }[] | undefined)?.[0]?.message;
    };

    expect(await messageIn('en')).toMatch(/^Invalid input/);
    expect(await messageIn('zh')).toMatch(/^无效输入/);
  });
});
