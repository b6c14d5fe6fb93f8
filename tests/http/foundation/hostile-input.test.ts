import { codeOf, type WireRequest } from '../../support/http';
import { enterTown, type Town } from '../../support/town';

let town: Town;
beforeAll(() => void (town = enterTown('owner')));
afterAll(() => town.leave());

type Case = [title: string, request: Omit<WireRequest, 'url'>, code: string];

const STORIES = '/api/stories';
const SIGN_IN = { method: 'POST', path: '/api/pioneer/sign-in' } as const;

/** Two types that are related lead to each other for ever. */
const IN_A_CIRCLE = 'roleModels.stories.roleModels.stories';

const REFUSED: Case[] = [
  ['U+0000 in a filter', { path: `${STORIES}?filters[title][$eq]=a%00b` }, 'TEXT_NOT_STORABLE'],
  ['U+0000 in the name of a parameter', { path: `${STORIES}?a%00=1` }, 'TEXT_NOT_STORABLE'],
  ['U+0000 in a search', { path: `${STORIES}?_q=%00` }, 'TEXT_NOT_STORABLE'],
  ['U+0000 in an address', { path: `${STORIES}/a%00b` }, 'TEXT_NOT_STORABLE'],
  ['an address that is no UTF-8', { path: `${STORIES}/%E0%A4%A` }, 'TEXT_NOT_STORABLE'],
  ['a lost character in a search', { path: `${STORIES}?_q=%EF%BF%BD` }, 'TEXT_NOT_STORABLE'],
  ['U+0000 in a body', { ...SIGN_IN, body: { number: 'a\0b' } }, 'TEXT_NOT_STORABLE'],
  ['a lost character in a body', { ...SIGN_IN, raw: '{"a":"\uFFFD"}' }, 'TEXT_NOT_STORABLE'],
  ['half a character in a body', { ...SIGN_IN, raw: '{"a":["\\ud800"]}' }, 'TEXT_NOT_STORABLE'],
  ['half a character in a key', { ...SIGN_IN, raw: '{"\\udfff":1}' }, 'TEXT_NOT_STORABLE'],
  [
    'U+0000 in a form',
    {
      ...SIGN_IN,
      raw: 'number=a%00b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    'TEXT_NOT_STORABLE',
  ],
  [
    'half a character at the door of the admin panel',
    { method: 'POST', path: '/admin/login', raw: '{"email":"\\ud800"}' },
    'TEXT_NOT_STORABLE',
  ],
  [
    'a body nested thousands of levels deep',
    { ...SIGN_IN, raw: '['.repeat(50_000) + ']'.repeat(50_000) },
    'INPUT_TOO_DEEP',
  ],
  ['a query nested too deep', { path: `${STORIES}?a[b][c][d][e][f][g][h]=1` }, 'QUERY_TOO_LARGE'],
  [
    'more parameters than the parser takes',
    { path: `${STORIES}?${'a=1&'.repeat(1001)}` },
    'QUERY_TOO_LARGE',
  ],
  ['a longer list than a page', { path: `${STORIES}?a[101]=1` }, 'QUERY_TOO_LARGE'],
  [
    'a value that is named more often than a page is long',
    { path: `${STORIES}?${'filters[id][$in]=1&'.repeat(101)}` },
    'QUERY_TOO_LARGE',
  ],
  [
    'relations of relations of relations, and so on',
    { path: `${STORIES}?populate=${IN_A_CIRCLE}` },
    'QUERY_TOO_LARGE',
  ],
  [
    'the same further in',
    { path: `${STORIES}?populate[roleModels][populate]=tags,${IN_A_CIRCLE}` },
    'QUERY_TOO_LARGE',
  ],
  [
    'the same as the name of a parameter',
    { path: `${STORIES}?populate[${IN_A_CIRCLE}]=true` },
    'QUERY_TOO_LARGE',
  ],
  ...['pagination[page]', 'pagination[pageSize]', 'pagination[start]', 'pagination[limit]'].map(
    (parameter): Case => [
      `rows beyond all that there could be: ${parameter}`,
      { path: `${STORIES}?${parameter}=1e20` },
      'VALUE_NOT_STORABLE',
    ],
  ),
];

describe('input that nothing may store', () => {
  it.each(REFUSED)('is refused by name: %s', async (_title, request, code) => {
    const answer = await town.send(request);

    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
  });

  it('is told from ordinary text, such as an emoji of two halves', async () => {
    const query = `filters[title][$eq]=${encodeURIComponent('🌸 江边')}`;

    expect((await town.send({ path: `${STORIES}?${query}` })).status).toBe(200);
  });
});

describe('values that no column takes', () => {
  // SQLite takes almost anything for a number; PostgreSQL says what it cannot read.
  it.each([
    'filters[id][$eq]=99999999999999999999',
    'filters[id][$eq]=abc',
    'filters[createdAt][$gt]=999999-01-01T00:00:00.000Z',
    'filters[createdAt][$gt]=never',
  ])('are the mistake of who sends them: %s', async (query) => {
    const answer = await town.send({ path: `${STORIES}?${query}` });

    expect(answer.status).toBeLessThan(500);
    if (town.isPostgres) expect(answer.status).toBe(400);
  });

  it('are named where only PostgreSQL finds them', async () => {
    const path = `${STORIES}?filters[id][$eq]=99999999999999999999`;
    const answer = await town.send({ path });

    expect(codeOf(answer)).toBe(town.isPostgres ? 'VALUE_NOT_STORABLE' : '200');
  });
});

describe('the most that one may ask for', () => {
  it('is answered: three levels of relations, a page far behind the last', async () => {
    const path = `${STORIES}?populate=roleModels.stories.tags&pagination[page]=1000000`;
    const answer = await town.send({ path });

    expect([answer.status, answer.body.data]).toEqual([200, []]);
  });

  it('is a thousand rows, of those who edit content', async () => {
    const path = '/content-manager/collection-types/plugin::pioneer.member?pageSize=100000';
    const answer = await town.send({ path, token: town.administratorToken });

    expect(answer.body).toMatchObject({ pagination: { pageSize: 1000 } });
  });
});

describe('refusals', () => {
  it('speak the language that the reader prefers', async () => {
    const path = `${STORIES}?status=draft`;
    const inEnglish = await town.send({ path, headers: { 'accept-language': 'en-GB,en' } });
    const inChinese = await town.send({ path, headers: { 'accept-language': 'zh-CN' } });

    expect(inEnglish.body.error?.message).toMatch(/^Only published content/);
    expect(inChinese.body.error?.message).toMatch(/^此接口只提供已发布的内容/);
  });

  it('never repeat what was sent, which may be a password', async () => {
    const body = { resetPasswordToken: 'T0ken', password: 'hunter2' };
    const answer = await town.send({ method: 'POST', path: '/admin/reset-password', body });

    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('hunter2');
  });
});
