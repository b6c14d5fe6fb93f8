import { readdirSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { codeOf } from '../../support/http';
import { buildMember } from '../../support/people';
import { sharedServer } from '../../support/shared-server';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

/** A request without consequences, which is carried out as it is. */
const PATH = '/api/pioneer/me/consents/withdraw';
const SOUND = '{"purpose":"photoPlace"}';

let token: string;
beforeAll(async () => {
  ({ token } = await buildMember(town));
});

const JSON_TYPE = 'application/json';

async function answerTo(raw: string | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const answer = await town.send({ method: 'POST', path: PATH, token, raw, headers });
  return [answer.status, codeOf(answer)];
}

const typed = (type: string) => ({ 'content-type': type });
const encoded = (encoding: string) => ({ 'content-encoding': encoding });

const TAKEN = [200, '200'];
const UNKNOWN_TYPE = [415, 'BODY_TYPE_UNKNOWN'];
const UNREADABLE = [400, 'BODY_UNREADABLE'];
const INVALID = [400, 'INPUT_INVALID'];
const TOO_LARGE = [413, 'BODY_TOO_LARGE'];
const UNSTORABLE = [400, 'TEXT_NOT_STORABLE'];

type Case = [
  what: string,
  answer: unknown[],
  raw: string | Buffer,
  headers?: Record<string, string>,
];

/** "河道" in the character set of old Chinese programs, which is no UTF-8. */
const IN_GBK = Buffer.concat([
  Buffer.from('{"purpose":"'),
  Buffer.from([0xba, 0xd3, 0xb5, 0xc0]),
  Buffer.from('"}'),
]);
const IN_UTF16 = Buffer.from(SOUND, 'utf16le');
/** Some kilobytes, which would become 64 million characters. */
const BOMB = gzipSync(`{"purpose":"${' '.repeat(64 * 1024 * 1024)}"}`);

const TYPES: Case[] = [
  ['JSON', TAKEN, SOUND],
  ['JSON that says it is UTF-8', TAKEN, SOUND, typed(`${JSON_TYPE}; charset="UTF-8"`)],
  ['JSON that says it is not compressed', TAKEN, SOUND, encoded('identity')],
  ['a form', TAKEN, 'purpose=photoPlace', typed('application/x-www-form-urlencoded')],
  ['text', UNKNOWN_TYPE, SOUND, typed('text/plain')],
  ['XML', UNKNOWN_TYPE, '<purpose/>', typed('application/xml')],
  ['a patch', UNKNOWN_TYPE, SOUND, typed('application/merge-patch+json')],
  ['bytes of any kind', UNKNOWN_TYPE, SOUND, typed('application/octet-stream')],
  ['a type that is none', UNKNOWN_TYPE, SOUND, typed('json')],
  ['another character set', UNKNOWN_TYPE, IN_GBK, typed(`${JSON_TYPE}; charset=gbk`)],
  ['UTF-16', UNKNOWN_TYPE, IN_UTF16, typed(`${JSON_TYPE}; charset=utf-16le`)],
  ['another character set, unsaid', UNSTORABLE, IN_GBK],
  ['UTF-16, unsaid', UNREADABLE, IN_UTF16],
  ['gzip', UNKNOWN_TYPE, gzipSync(SOUND), encoded('gzip')],
  ['a bomb', UNKNOWN_TYPE, BOMB, encoded('gzip')],
  ['a bomb in a bomb', UNKNOWN_TYPE, gzipSync(BOMB), encoded('gzip, gzip')],
  ['deflate', UNKNOWN_TYPE, deflateSync(SOUND), encoded('deflate')],
  ['Brotli', UNKNOWN_TYPE, brotliCompressSync(SOUND), encoded('br')],
  ['gzip that is none', UNKNOWN_TYPE, SOUND, encoded('gzip')],
  ['a compression that there is not', UNKNOWN_TYPE, SOUND, encoded('rot13')],
];

const CONTENTS: Case[] = [
  ['nothing', INVALID, ''],
  ['a list of sixty thousand things', INVALID, `{"purpose":[${'0,'.repeat(60_000)}0]}`],
  ['ten thousand keys', INVALID, `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":0`)}}`],
  ['a number of a hundred thousand digits', INVALID, `{"purpose":${'9'.repeat(100_000)}}`],
  // As JSON is read everywhere, so that nobody who looks at it on its way reads anything else.
  ['a key twice, first wrong', TAKEN, '{"purpose":"none","purpose":"photoPlace"}'],
  ['a key twice, then wrong', INVALID, '{"purpose":"photoPlace","purpose":"none"}'],
  ['256 KB and more', TOO_LARGE, `{"purpose":"${'x'.repeat(256 * 1024)}"}`],
];

describe('a body', () => {
  it.each([...TYPES, ...CONTENTS])(
    'is answered by name: %s',
    async (_what, answer, raw, headers) => {
      expect(await answerTo(raw, headers)).toEqual(answer);
    },
  );
});

const BOUNDARY = 'part';
const FORM = typed(`multipart/form-data; boundary=${BOUNDARY}`);

const fieldOf = (name: string, more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n${more}\r\nx\r\n`;
const fileIn = (name: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="photo.jpg"\r\n` +
  'Content-Type: image/jpeg\r\n\r\nx\r\n';
const formOf = (...parts: string[]) => `${parts.join('')}--${BOUNDARY}--\r\n`;

const FORMS: Case[] = [
  ['without parts', INVALID, formOf(), FORM],
  ['without an end', UNREADABLE, fieldOf('a'), FORM],
  ['with a file and without an end', UNREADABLE, fileIn('a') + fieldOf('b'), FORM],
  [
    'of another boundary',
    UNREADABLE,
    formOf(fieldOf('a')),
    typed('multipart/form-data; boundary=b'),
  ],
  ['without a boundary', UNREADABLE, formOf(fieldOf('a')), typed('multipart/form-data')],
  ['that is none', UNREADABLE, SOUND, FORM],
  [
    'in an encoding that there is not',
    UNREADABLE,
    formOf(fieldOf('a', 'Content-Transfer-Encoding: rot13\r\n')),
    FORM,
  ],
  ['in seven bits', UNREADABLE, formOf(fieldOf('a', 'Content-Transfer-Encoding: 7bit\r\n')), FORM],
  ['with five thousand fields', TOO_LARGE, formOf(...Array<string>(5000).fill(fieldOf('a'))), FORM],
  ['with five thousand files', TOO_LARGE, formOf(...Array<string>(5000).fill(fileIn('a'))), FORM],
  [
    'with a long field',
    TOO_LARGE,
    formOf(`${fieldOf('a').trimEnd()}${'x'.repeat(300_000)}\r\n`),
    FORM,
  ],
  ['with a file in a field without a name', INVALID, formOf(fileIn('')), FORM],
  ['with a file in the prototype', INVALID, formOf(fileIn('__proto__')), FORM],
  ['with a field in the prototype', INVALID, formOf(fieldOf('__proto__[isAdmin]')), FORM],
];

describe('a form with files', () => {
  it.each(FORMS)('%s is answered by name and leaves nothing behind', async (_what, ...rest) => {
    const [answer, raw, headers] = rest;

    expect(await answerTo(raw, headers)).toEqual(answer);
    await expect.poll(() => readdirSync(sharedServer().temporaryFolder)).toEqual([]);
  });
});
