import { pathToFileURL } from 'node:url';
import { registerAdministrator } from '../../support/administrator';
import { STANDARD } from '../../support/content-manager';
import { bytesOf, type WireRequest } from '../../support/http';
import { uniqueName } from '../../support/names';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildClaim, CRITERIA, type Work } from '../../support/work';

let server: TestServer;
let town: Town;
let work: Work;
/** An administrator's session that these tests may spoil. */
let owner: string;

beforeAll(async () => {
  const NODE_OPTIONS = `--import=${pathToFileURL('tests/support/tell-prototypes.mjs').href}`;
  server = await startServer({ env: { NODE_OPTIONS, PIONEER_JOBS: 'off' } });
  town = townAt(server, await registerAdministrator(server));
  owner = town.administratorToken;
  work = await buildClaim(town);
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

const KEY = 'polluted';

/** Ways to name what all objects have in common, in a query or a form. */
const QUERIES = [
  `__proto__[${KEY}]=1`,
  `__proto__.${KEY}=1`,
  `__proto__=${KEY}`,
  '__proto__',
  `constructor[prototype][${KEY}]=1`,
  'constructor',
  'toString',
  'hasOwnProperty=1',
  'valueOf[a]=1',
  `a[__proto__][${KEY}]=1`,
  `a[constructor][prototype][${KEY}]=1`,
  `a[0][__proto__][${KEY}]=1`,
  `filters[__proto__][${KEY}]=1`,
  `filters[$and][0][__proto__][${KEY}]=1`,
  `filters[constructor][prototype][${KEY}]=1`,
  `populate[__proto__][${KEY}]=1`,
  `populate[constructor][prototype][${KEY}]=1`,
  `sort[__proto__][${KEY}]=asc`,
  `fields[__proto__]=${KEY}`,
  `pagination[__proto__][${KEY}]=1`,
];

/** The same in JSON, as a whole body or in the place of a value. */
const VALUES = [
  `{"__proto__":{"${KEY}":1}}`,
  `{"constructor":{"prototype":{"${KEY}":1}}}`,
  `[{"__proto__":{"${KEY}":1}}]`,
];

const withMore = (sound: object, more: string) => `${JSON.stringify(sound).slice(0, -1)},${more}}`;

/** A body with each way in it: beside what is expected, and instead of each of its values. */
function bodiesOf(sound: Readonly<Record<string, unknown>>): string[] {
  return VALUES.flatMap((value) => [
    value,
    withMore(sound, value.startsWith('{') ? value.slice(1, -1) : `"more":${value}`),
    ...Object.keys(sound).map((key) => {
      const parts = Object.entries(sound).map(([name, own]) =>
        [JSON.stringify(name), name === key ? value : JSON.stringify(own)].join(':'),
      );
      return `{${parts.join(',')}}`;
    }),
  ]);
}

type Request = Omit<WireRequest, 'url'>;

/** What all objects, lists and functions of the server have by now that they had not at first. */
async function strange(): Promise<string | null> {
  return (await town.send({ path: '/livez' })).headers.get('x-strange');
}

/** None of them may break the server, and none may leave something behind. */
async function sendAll(requests: readonly Request[]): Promise<void> {
  const broken: string[] = [];
  for (const request of requests) {
    const { status } = await town.send(request);
    const told = `${request.method ?? 'GET'} ${request.path} ${String(request.raw ?? '')}: ${status}`;
    if (status >= 500) broken.push(told);
    if ((await strange()) !== 'nothing') throw new Error(`${told} pollutes ${await strange()}`);
  }

  expect(broken).toEqual([]);
}

it('objects have nothing strange in common before', async () => {
  expect(await strange()).toBe('nothing');
});

describe('the prototype of all objects is not reached by a query', () => {
  const PLACES: [path: string, token: () => string | null][] = [
    ['/', () => null],
    ['/api/stories', () => null],
    ['/api/home', () => null],
    ['/api/pioneer/openings', () => null],
    ['/api/pioneer/claims', () => work.claimant.token],
    ['/content-manager/collection-types/api::story.story', () => owner],
    ['/content-manager/collection-types/plugin::pioneer.member', () => owner],
    ['/content-manager/single-types/api::home.home', () => owner],
    ['/admin/users', () => owner],
    ['/admin/init', () => null],
    ['/upload/files', () => owner],
    ['/users-permissions/roles', () => owner],
    ['/pioneer/members', () => owner],
  ];

  it.each(PLACES)('of %s', async (path, token) => {
    await sendAll(QUERIES.map((query) => ({ path: `${path}?${query}`, token: token() })));
  });
});

describe('nor by a body', () => {
  interface Place {
    readonly request: () => Omit<Request, 'raw'>;
    readonly body: () => Readonly<Record<string, unknown>>;
  }

  const asOwner = (method: 'POST' | 'PUT', path: string) => () => ({ method, path, token: owner });

  const PLACES: Record<string, Place> = {
    'a sign-in': {
      request: () => ({ method: 'POST', path: '/api/pioneer/sign-in' }),
      body: () => ({ number: uniqueName('m'), password: 'a quiet guess' }),
    },
    'a report with answers': {
      request: () => ({
        method: 'POST',
        path: `/api/pioneer/claims/${work.claim.id}/report`,
        token: work.claimant.token,
      }),
      body: () => ({ version: work.claim.version, percent: 1, text: '进展', answers: {} }),
    },
    'an import': {
      request: asOwner('POST', '/pioneer/members/import'),
      body: () => ({ rows: [] }),
    },
    'the form of a standard': {
      request: asOwner('POST', `/content-manager/collection-types/${STANDARD}`),
      body: () => ({ name: uniqueName('标准'), criteria: CRITERIA, passMark: 60, reportForm: [] }),
    },
    'the form of a story': {
      request: asOwner('POST', '/content-manager/collection-types/api::story.story'),
      body: () => ({ title: uniqueName('故事'), slug: uniqueName('story'), body: [], tags: {} }),
    },
    'the layout of a form': {
      request: asOwner('PUT', '/content-manager/content-types/api::tag.tag/configuration'),
      body: () => ({ settings: {}, metadatas: {}, layouts: {} }),
    },
    'a user of the panel': {
      request: asOwner('PUT', '/admin/users/me'),
      body: () => ({ firstname: '陈', lastname: '' }),
    },
    'the door of the panel': {
      request: () => ({ method: 'POST', path: '/admin/login' }),
      body: () => ({ email: `${uniqueName('nobody')}@town.invalid`, password: 'a quiet guess' }),
    },
  };

  it.each(Object.entries(PLACES))('of %s', async (_what, { request, body }) => {
    await sendAll(bodiesOf(body()).map((raw) => ({ ...request(), raw })));
  });

  it('that is a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = { method: 'POST', path: '/api/pioneer/sign-in', headers } as const;

    await sendAll(QUERIES.map((raw) => ({ ...request, raw })));
  });

  it.each(['__proto__', `__proto__[${KEY}]`, `constructor[prototype][${KEY}]`, 'toString'])(
    'that has parts, one of them "%s"',
    async (name) => {
      const isFile = [false, true];
      const forms = isFile.map((file) => {
        const form = new FormData();
        if (file) form.set(name, new Blob(['x']), 'x.txt');
        else form.set(name, JSON.stringify({ [KEY]: 1 }));
        form.set('fileInfo', `{"__proto__":{"${KEY}":1}}`);
        return form;
      });
      for (const form of forms) {
        for (const [path, token] of [
          ['/upload', owner],
          [`/api/pioneer/claims/${work.claim.id}/evidence`, work.claimant.token],
        ] as const) {
          await sendAll([{ method: 'POST', path, token, ...(await bytesOf(form)) }]);
        }
      }
    },
  );
});
