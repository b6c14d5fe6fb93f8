import { randomUUID } from 'node:crypto';
import { ERRORS } from 'strapi-plugin-pioneer/contract';
import { codeOf, type Answer } from '../../support/http';
import { unknownId } from '../../support/names';
import { buildMember, type Member } from '../../support/people';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, GOOD_SCORES, POOR_SCORES } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

type Body = Readonly<Record<string, unknown>>;

/** A request that would be carried out as it is; every case below spoils one thing of it. */
interface Sound {
  readonly path: string;
  readonly token: string;
  readonly body: Body;
  /** Whose rows must stay as they are. */
  readonly place: { readonly claimId: string; readonly openingId: string };
}

const NAMES = [
  'claim',
  'report',
  'submit',
  'acknowledge',
  'withdraw',
  'accept',
  'return',
  'reject',
] as const;
type Name = (typeof NAMES)[number];

let sound: Readonly<Record<Name, Sound>>;
let stranger: Member;

beforeAll(async () => {
  const [active, returned, submitted, opening, newcomer] = await Promise.all([
    buildClaim(town),
    buildClaim(town, { state: 'returned' }),
    buildClaim(town, { state: 'submitted' }),
    buildOpening(town),
    buildMember(town),
  ]);
  stranger = await buildMember(town);
  const command = (name: Name, work: typeof active, by: Member, body: Body): Sound => ({
    path: `/api/pioneer/claims/${work.claim.id}/${name}`,
    token: by.token,
    body: { version: work.claim.version, ...body },
    place: { claimId: work.claim.id, openingId: work.opening.id },
  });
  const reason = '理由如下。';
  const entry = { clientId: randomUUID(), text: '进展顺利。' };
  sound = {
    claim: {
      path: `/api/pioneer/openings/${opening.id}/claims`,
      token: newcomer.token,
      body: { termsId: opening.termsId },
      place: { claimId: 'none', openingId: opening.id },
    },
    report: command('report', active, active.claimant, { ...entry, percent: 50 }),
    submit: command('submit', active, active.claimant, { ...entry, selfCheck: GOOD_SCORES }),
    acknowledge: command('acknowledge', returned, returned.claimant, {}),
    withdraw: command('withdraw', active, active.claimant, { reason }),
    accept: command('accept', submitted, submitted.evaluator, { scores: GOOD_SCORES, reason }),
    return: command('return', submitted, submitted.evaluator, { reason }),
    reject: command('reject', submitted, submitted.evaluator, { scores: POOR_SCORES, reason }),
  };
});

interface Spoilt {
  readonly body?: unknown;
  /** Sent as it is, for what JSON.stringify would not write. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Sends a spoilt request; whatever is wrong, it is said by name and nothing has changed. */
async function refuse(name: Name, spoilt: Spoilt): Promise<Answer> {
  const { path, token, body, place } = sound[name];
  const before = await footprintOf(town, place);
  const content = spoilt.raw === undefined ? { body: spoilt.body ?? body } : { raw: spoilt.raw };
  const answer = await town.send({
    method: 'POST',
    path: spoilt.path ?? path,
    token,
    ...content,
    ...(spoilt.headers === undefined ? {} : { headers: spoilt.headers }),
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(Object.keys(ERRORS)).toContain(codeOf(answer));
  expect(await footprintOf(town, place)).toEqual(before);
  return answer;
}

/** JSON with one value written by hand. */
function rawWith(name: Name, key: string, value: string): string {
  const { [key]: _, ...rest } = sound[name].body;
  return `${JSON.stringify(rest).slice(0, -1)},"${key}":${value}}`;
}

/** Fits into a body; the same number of Chinese characters does not. */
const LONG = 'a'.repeat(100_000);

/** What each kind of value must not be: title and value. */
const WRONG: Readonly<Record<string, readonly (readonly [title: string, value: unknown])[]>> = {
  version: [
    ['missing', undefined],
    ['null', null],
    ['text', '1'],
    ['a list', [1]],
    ['an object', { $gt: 0 }],
    ['true', true],
    ['0', 0],
    ['negative', -1],
    ['a fraction', 1.5],
    ['beyond all integers', 1e300],
  ],
  text: [
    ['missing', undefined],
    ['null', null],
    ['a number', 5],
    ['a list', ['进展']],
    ['an object', { text: '进展' }],
    ['empty', ''],
    ['blank', ' \n\t　'],
    ['100,000 characters', LONG],
    ['one character too many', '长'.repeat(5001)],
  ],
  percent: [
    ['missing', undefined],
    ['null', null],
    ['101', 101],
    ['-1', -1],
    ['a fraction', 50.5],
    ['text', '50'],
    ['a list', [50]],
    ['beyond all integers', 1e300],
  ],
  clientId: [
    ['missing', undefined],
    ['null', null],
    ['no UUID', 'report-1'],
    ['a number', 1],
    ['a list', [randomUUID()]],
    ['100,000 characters', LONG],
  ],
  scores: [
    ['missing', undefined],
    ['null', null],
    ['a list', [90, 70]],
    ['text', '90'],
    ['101', { cleanliness: 101, lasting: 70 }],
    ['-1', { cleanliness: -1, lasting: 70 }],
    ['a fraction', { cleanliness: 90.5, lasting: 70 }],
    ['text for a number', { cleanliness: '90', lasting: 70 }],
    ['null for a number', { cleanliness: null, lasting: 70 }],
    ['nested', { cleanliness: { score: 90 }, lasting: 70 }],
    ['with a key of 100,000 characters', { ...GOOD_SCORES, [LONG]: 1 }],
  ],
  id: [
    ['missing', undefined],
    ['null', null],
    ['a number', 1],
    ['a list', ['abc']],
    ['an object', { $ne: '' }],
    ['no id', 'the first'],
    ['100,000 characters', LONG],
  ],
};

const KINDS: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  claim: { termsId: 'id' },
  report: { version: 'version', clientId: 'clientId', percent: 'percent', text: 'text' },
  submit: { version: 'version', clientId: 'clientId', text: 'text', selfCheck: 'scores' },
  acknowledge: { version: 'version' },
  withdraw: { version: 'version', reason: 'text' },
  accept: { version: 'version', scores: 'scores' },
  return: { version: 'version', reason: 'text' },
  reject: { version: 'version', scores: 'scores', reason: 'text' },
};

const wrongValues = NAMES.flatMap((name) =>
  Object.entries(KINDS[name]).flatMap(([key, kind]) =>
    (WRONG[kind] ?? []).map(([title, value]) => ({ name, key, title, value })),
  ),
);

describe('a value of the wrong kind', () => {
  it.each(wrongValues)('$name refuses a $key that is $title', async ({ name, key, value }) => {
    const answer = await refuse(name, { body: { ...sound[name].body, [key]: value } });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'INPUT_INVALID']);
    const { errors } = answer.body.error?.details ?? {};
    expect((errors as { path: string }[]).some(({ path }) => path.startsWith(key))).toBe(true);
    expect(answer.text.length).toBeLessThan(5000);
  });

  it('accept may leave its reason out but not send another kind of it', async () => {
    for (const reason of [5, null, ['好'], LONG]) {
      const answer = await refuse('accept', { body: { ...sound.accept.body, reason } });
      expect(codeOf(answer)).toBe('INPUT_INVALID');
    }
  });

  it('a claim may leave its organisation out but not send another kind of it', async () => {
    for (const organisationId of [5, null, ['a'], { $ne: 1 }, LONG]) {
      const answer = await refuse('claim', { body: { ...sound.claim.body, organisationId } });
      expect(codeOf(answer)).toBe('INPUT_INVALID');
    }
  });
});

describe.each(NAMES)('%s refuses', (name) => {
  it.each([
    ['a key that it does not know', { state: 'accepted' }],
    ['a key that rules own', { score: 100 }],
    ['the key "constructor"', { constructor: { prototype: { isAdmin: true } } }],
  ])('%s', async (_title, extra) => {
    const answer = await refuse(name, { body: { ...sound[name].body, ...extra } });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });

  it('the key "__proto__", which pollutes nothing', async () => {
    const answer = await refuse(name, { raw: rawWith(name, '__proto__', '{"polluted":1}') });
    expect(answer.status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['U+0000', '"a\\u0000b"'],
    ['half of a character, the first', '"a\\ud83d"'],
    ['half of a character, the second', '"\\ude00 a"'],
  ])('%s in a value and in a key', async (_title, value) => {
    for (const raw of [
      rawWith(name, 'reason', value),
      `${JSON.stringify(sound[name].body).slice(0, -1)},${value}:1}`,
    ]) {
      expect(codeOf(await refuse(name, { raw }))).toBe('TEXT_NOT_STORABLE');
    }
  });

  it.each([
    ['a list', '[]'],
    ['a list of the right thing', '[{"version":1}]'],
    ['text', '"version"'],
    ['a number', '7'],
    ['null', 'null'],
    ['nothing', ''],
    ['half a document', '{"version":'],
    ['two documents', '{"version":1}{"version":1}'],
    ['no JSON', 'version=1'],
    ['a number that is none', '{"version":NaN}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1')],
  ])('%s as a body', async (_title, raw) => {
    expect((await refuse(name, { raw })).status).toBe(400);
  });

  it.each(['text/plain', 'application/xml', 'application/octet-stream'])(
    'a body that says it is %s',
    async (type) => {
      const raw = JSON.stringify(sound[name].body);
      const answer = await refuse(name, { raw, headers: { 'content-type': type } });
      expect([400, 415]).toContain(answer.status);
    },
  );

  it('a body that is larger than any form', async () => {
    for (const text of ['a'.repeat(300_000), '长'.repeat(100_000)]) {
      const answer = await refuse(name, { raw: rawWith(name, 'more', `"${text}"`) });
      expect([answer.status, codeOf(answer)]).toEqual([413, 'BODY_TOO_LARGE']);
    }
  });

  it('a body that is nested a thousand times', async () => {
    const raw = rawWith(name, 'more', '['.repeat(1000) + ']'.repeat(1000));
    expect(codeOf(await refuse(name, { raw }))).toBe('INPUT_TOO_DEEP');
  });

  it('a thousand keys that it does not know, without repeating them all', async () => {
    const keys = Array.from({ length: 1000 }, (_, index) => [`unknown-${index}`, index] as const);
    const answer = await refuse(name, {
      body: { ...sound[name].body, ...Object.fromEntries(keys) },
    });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
    expect(answer.text.length).toBeLessThan(5000);
  });

  it('a parameter in its address', async () => {
    const answer = await refuse(name, { path: `${sound[name].path}?force=true` });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });

  it.each([
    ['too long', 'k'.repeat(256)],
    ['holding a space', 'a key'],
  ])('an Idempotency-Key that is %s', async (_title, key) => {
    const answer = await refuse(name, { headers: { 'idempotency-key': key } });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });
});

describe('a number at its limits', () => {
  it('is refused when JSON writes what no number holds', async () => {
    for (const value of ['1e400', '-1e400', '0.1e1000']) {
      expect(codeOf(await refuse('report', { raw: rawWith('report', 'percent', value) }))).toBe(
        'INPUT_INVALID',
      );
    }
  });

  it('is refused as a stale version when it is no version that there was', async () => {
    for (const version of [2, 2 ** 31, 2 ** 53 - 1]) {
      const body = { ...sound.report.body, version };
      expect(codeOf(await refuse('report', { body }))).toBe('CLAIM_CHANGED');
    }
  });
});

describe('scores that do not fit the standard', () => {
  it.each([
    ['a criterion is missing', '{"cleanliness":90}'],
    ['one is unknown', '{"cleanliness":90,"lasting":70,"luck":1}'],
    ['there are none', '{}'],
    ['"__proto__" is among them', '{"cleanliness":90,"lasting":70,"__proto__":1}'],
    ['"__proto__" stands for one', '{"cleanliness":90,"__proto__":{"lasting":70}}'],
    ['"constructor" is among them', '{"cleanliness":90,"lasting":70,"constructor":1}'],
  ])('are refused when %s', async (_title, scores) => {
    for (const [name, key] of [
      ['submit', 'selfCheck'],
      ['accept', 'scores'],
      ['reject', 'scores'],
    ] as const) {
      const answer = await refuse(name, { raw: rawWith(name, key, scores) });
      expect(['SCORES_INVALID', 'INPUT_INVALID', 'BODY_UNREADABLE']).toContain(codeOf(answer));
    }
  });
});

/** Everything that a caller can compare, apart from the moment. */
function seen({ status, text, headers }: Answer) {
  const volatile = new Set(['date', 'x-request-id', 'x-response-time', 'keep-alive', 'connection']);
  return { status, text, headers: [...headers].filter(([name]) => !volatile.has(name)) };
}

describe('somebody else’s claim', () => {
  const addresses = [
    ['GET', ''],
    ['GET', '/timeline'],
    ...NAMES.filter((name) => name !== 'claim').map((name) => ['POST', `/${name}`] as const),
  ] as const;

  it.each(addresses)('looks to a stranger as if it were not there: %s %s', async (method, end) => {
    const name = (end.slice(1) || 'report') as Name;
    const { place, body } = sound[name in sound ? name : 'report'];
    const { id: number } = await town
      .rows('pioneer_claims')
      .where({ document_id: place.claimId })
      .first<{ id: number }>('id');
    const before = await footprintOf(town, place);
    const ask = async (id: string | number) =>
      seen(
        await town.send({
          method,
          path: `/api/pioneer/claims/${id}${end}`,
          token: stranger.token,
          ...(method === 'POST' ? { body } : {}),
        }),
      );

    const absent = await ask(unknownId());
    expect(absent.status).toBe(404);
    expect(JSON.parse(absent.text)).toMatchObject({ error: { details: { code: 'NOT_FOUND' } } });
    expect(await ask(place.claimId)).toEqual(absent);
    expect(await ask(number)).toEqual(absent);
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it('is not found by its number by the claimant either', async () => {
    const { place, token } = sound.report;
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: place.claimId })
      .first<{ id: number }>('id');
    const answer = await town.send({ path: `/api/pioneer/claims/${row.id}`, token });
    expect(codeOf(answer)).toBe('NOT_FOUND');
  });
});

describe('an address', () => {
  const ODD = [
    ['nothing but a number', '1'],
    ['a number too large for any column', '99999999999999999999'],
    ['a quote and SQL', "' or 1=1 --"],
    ['"__proto__"', '__proto__'],
    ['"constructor"', 'constructor'],
    ['dots', '..%2f..%2fadmin'],
    ['an emoji', '🌊'],
    ['2,000 characters', 'a'.repeat(2000)],
  ] as const;

  it.each(ODD)('with %s for an id finds nothing', async (_title, id) => {
    for (const path of [
      `/api/pioneer/openings/${encodeURIComponent(id)}`,
      `/api/pioneer/claims/${encodeURIComponent(id)}`,
      `/api/pioneer/claims/${encodeURIComponent(id)}/timeline`,
      `/api/pioneer/organisations/${encodeURIComponent(id)}`,
    ]) {
      const answer = await town.send({ path, token: stranger.token });
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, 'NOT_FOUND']);
    }
  });

  it.each([
    ['U+0000', '%00'],
    ['half a character', '%ed%a0%80'],
    ['bytes that are no UTF-8', '%ff%fe'],
    ['a percent sign that stands for nothing', '%zz'],
  ])('with %s is refused by name', async (_title, odd) => {
    for (const path of [
      `/api/pioneer/openings/${odd}`,
      `/api/pioneer/claims/${odd}`,
      `/api/pioneer/organisations/${odd}`,
    ]) {
      const answer = await town.send({ path, token: stranger.token });
      expect([400, 404]).toContain(answer.status);
      expect(Object.keys(ERRORS)).toContain(codeOf(answer));
    }
  });
});

const cursorOf = (json: string) => Buffer.from(json).toString('base64url');

describe('a query', () => {
  const queries = [
    ['a parameter that is not known', 'colour=red'],
    ['a parameter twice', 'limit=1&limit=2'],
    ['a list for one value', 'category[]=a&category[]=b'],
    ['an operator', 'category[$ne]=a'],
    ['filters of the content API', 'filters[state][$eq]=open'],
    ['an id that is none', 'drive=1'],
    ['a text of 100,000 characters', `category=${'a'.repeat(10_000)}`],
    ['U+0000', 'category=%00'],
    ['a state that does not exist', 'state=OPEN'],
    ['"mine" as a number', 'mine=1'],
    ['a limit below 1', 'limit=0'],
    ['a limit beyond the largest page', 'limit=101'],
    ['a limit that is no integer', 'limit=1.5'],
    ['a limit that is no number', 'limit=ten'],
    ['a cursor of our making with other content', `cursor=${cursorOf('["a",1]')}`],
    ['a cursor with too little', `cursor=${cursorOf('[1]')}`],
    ['a cursor with too much', `cursor=${cursorOf('[1,"a",2]')}`],
    ['a cursor beyond all dates', `cursor=${cursorOf('[1e20,"a"]')}`],
    ['a cursor before all dates', `cursor=${cursorOf('[-1e20,"a"]')}`],
    ['a cursor at the end of all dates', `cursor=${cursorOf('[8640000000000001,"a"]')}`],
    ['a cursor with U+0000', `cursor=${cursorOf('[1,"a\\u0000"]')}`],
    ['a cursor with half a character', `cursor=${cursorOf('[1,"\\ud83d"]')}`],
    ['a cursor that is an object', `cursor=${cursorOf('{"a":1}')}`],
    ['a cursor that is no base64', 'cursor=%25%25%25'],
    ['a cursor of 401 characters', `cursor=${'a'.repeat(401)}`],
    ['an empty cursor', 'cursor='],
  ] as const;

  it.each(queries)('with %s is refused by name', async (_title, query) => {
    for (const path of ['/api/pioneer/openings?', '/api/pioneer/claims?view=mine&']) {
      const answer = await town.send({ path: path + query, token: stranger.token });
      expect(answer.status).toBe(400);
      expect(Object.keys(ERRORS)).toContain(codeOf(answer));
    }
  });

  it.each([
    '',
    'view=',
    'view=all',
    'view=mine&view=to-evaluate',
    'view[]=mine',
    'view=mine&state=lost',
  ])('for claims is refused as "%s"', async (query) => {
    const answer = await town.send({ path: `/api/pioneer/claims?${query}`, token: stranger.token });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });

  it('to a single thing takes no parameters', async () => {
    const { claimId, openingId } = sound.report.place;
    for (const path of [`/openings/${openingId}`, `/claims/${claimId}`, '/me']) {
      const answer = await town.send({
        path: `/api/pioneer${path}?populate=*`,
        token: sound.report.token,
      });
      expect(codeOf(answer)).toBe('INPUT_INVALID');
    }
  });
});

describe('a token', () => {
  const other = 'eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOiIxIn0.';
  it.each([
    ['none', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['no JWT', { authorization: 'Bearer abc' }],
    ['a JWT that nobody signed', { authorization: `Bearer ${other}` }],
    ['a password', { authorization: 'Basic YTpi' }],
    ['one of 8,000 characters', { authorization: `Bearer ${'a'.repeat(8000)}` }],
  ])('that is %s lets nobody give a command', async (_title, headers) => {
    const { path, body, place } = sound.report;
    const before = await footprintOf(town, place);
    const answer = await town.send({ method: 'POST', path, body, headers });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it('of an administrator is none of a member', async () => {
    const { path, body } = sound.report;
    const answer = await town.send({ method: 'POST', path, body, token: town.administratorToken });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('of a member opens nothing of the administrators', async () => {
    for (const [method, path] of [
      ['POST', '/pioneer/members/import'],
      ['POST', '/pioneer/members/invite'],
      ['POST', '/pioneer/organisations/import'],
      ['PUT', '/pioneer/clock'],
      ['GET', '/pioneer/parts'],
      ['GET', `/pioneer/tasks/api::task.task/${unknownId()}/openings`],
    ] as const) {
      const answer = await town.send({ method, path, token: stranger.token });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

describe('a command that is sent twice at once', () => {
  it('is carried out once when it is the same report', async () => {
    const work = await buildClaim(town);
    const { id, version } = work.claim;
    const body = { version, clientId: randomUUID(), percent: 20, text: '进展。' };
    const path = `/api/pioneer/claims/${id}/report`;
    const { token } = work.claimant;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => town.send({ method: 'POST', path, token, body })),
    );
    for (const answer of answers) expect(['200', 'CLAIM_CHANGED']).toContain(codeOf(answer));
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const { claim, reports } = await footprintOf(town, {
      claimId: id,
      openingId: work.opening.id,
    });
    expect([claim?.version, reports]).toEqual([version + 1, 1]);
  });

  it('is carried out once when it is a submission, and the second is refused by name', async () => {
    const work = await buildClaim(town);
    const { id, version } = work.claim;
    const path = `/api/pioneer/claims/${id}/submit`;
    const { token } = work.claimant;
    const answers = await Promise.all(
      [1, 2].map(() => {
        const entry = { clientId: randomUUID(), text: '完成。', selfCheck: GOOD_SCORES };
        return town.send({ method: 'POST', path, token, body: { version, ...entry } });
      }),
    );
    const codes = answers.map(codeOf).sort();
    expect(codes[0]).toBe('200');
    expect(['CLAIM_CHANGED', 'CLAIM_STATE_REFUSES']).toContain(codes[1]);
    const { claim, reports } = await footprintOf(town, {
      claimId: id,
      openingId: work.opening.id,
    });
    expect([claim?.state, claim?.version, reports]).toEqual(['submitted', version + 1, 1]);
  });

  it('is carried out once when two evaluators decide differently', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    const { id, version } = work.claim;
    const other = await buildMember(town, [['evaluator', work.opening.organisation]]);
    const decide = (name: string, by: Member, body: Body) =>
      town.send({
        method: 'POST',
        path: `/api/pioneer/claims/${id}/${name}`,
        token: by.token,
        body: { version, reason: '见现场。', ...body },
      });
    const answers = await Promise.all([
      decide('accept', work.evaluator, { scores: GOOD_SCORES }),
      decide('reject', other, { scores: POOR_SCORES }),
    ]);
    const codes = answers.map(codeOf).sort();
    expect(codes[0]).toBe('200');
    expect(['CLAIM_CHANGED', 'CLAIM_STATE_REFUSES']).toContain(codes[1]);
    const { verdicts, evaluations } = await footprintOf(town, {
      claimId: id,
      openingId: work.opening.id,
    });
    expect([verdicts, evaluations]).toEqual([1, 1]);
  });
});

// Last, because it uses them up: nothing above was refused for a reason of its own making.
it('the requests that were spoilt above are carried out as they are', async () => {
  for (const name of ['claim', 'report', 'acknowledge', 'accept'] as const) {
    const { path, token, body } = sound[name];
    const answer = await town.send({ method: 'POST', path, token, body });
    expect([name, codeOf(answer)]).toEqual([name, '200']);
  }
});
