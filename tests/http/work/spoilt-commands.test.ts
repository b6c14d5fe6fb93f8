import { randomUUID } from 'node:crypto';
import { ERRORS } from 'strapi-plugin-pioneer/contract';
import { codeOf, type Answer } from '../../support/http';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { GOOD_SCORES } from '../../support/work';
import { buildSoundCommands, NAMES, type Name, type Sound } from './sound-commands';

const town = enterTown();
afterAll(() => town.leave());

/** Every case below spoils one thing of one of them. */
let sound: Readonly<Record<Name, Sound>>;

beforeAll(async () => {
  sound = await buildSoundCommands(town);
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
    ['nested', { cleanliness: { score: 90 }, lasting: 70 }],
    ['with a key of 100,000 characters', { ...GOOD_SCORES, [LONG]: 1 }],
  ],
  answers: [
    ['null', null],
    ['a list', ['bags']],
    ['text', 'bags'],
    ['with an object for an answer', { bags: { $gt: 0 } }],
    ['with null for an answer', { bags: null }],
    ['with a list of numbers for an answer', { bags: [1] }],
    ['with a key of 100,000 characters', { [LONG]: 1 }],
    ['with an answer of 100,000 characters', { note: LONG }],
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
  report: {
    version: 'version',
    clientId: 'clientId',
    percent: 'percent',
    text: 'text',
    answers: 'answers',
  },
  submit: {
    version: 'version',
    clientId: 'clientId',
    text: 'text',
    answers: 'answers',
    selfCheck: 'scores',
  },
  acknowledge: { version: 'version' },
  withdraw: { version: 'version', reason: 'text' },
  accept: { version: 'version', scores: 'scores', answers: 'answers' },
  return: { version: 'version', reason: 'text', answers: 'answers' },
  reject: { version: 'version', scores: 'scores', reason: 'text', answers: 'answers' },
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

// Last, because it uses them up: nothing above was refused for a reason of its own making.
it('the requests that were spoilt above are carried out as they are', async () => {
  for (const name of ['claim', 'report', 'acknowledge', 'accept'] as const) {
    const { path, token, body } = sound[name];
    const answer = await town.send({ method: 'POST', path, token, body });
    expect([name, codeOf(answer)]).toEqual([name, '200']);
  }
});
