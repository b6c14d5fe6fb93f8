import { enterTown } from '../../support/town';
import { openConnection, readToEnd, statusesIn } from '../../support/wire';

const town = enterTown();
afterAll(() => town.leave());

/** Sends bytes as they are and gives all that comes back until the server ends the connection. */
async function exchange(...lines: string[]): Promise<string> {
  const socket = await openConnection(town.url);
  const received = readToEnd(socket);
  socket.write(lines.join('\r\n'));
  return received;
}

const HOST = 'Host: town';
const END = ['', ''];
const LAST = 'Connection: close';
const POST = 'POST /api/pioneer/sign-in HTTP/1.1';
const JSON_TYPE = 'Content-Type: application/json';
/** A whole request, hidden in what a careless server takes for a body. */
const HIDDEN = ['GET /livez HTTP/1.1', HOST, LAST, ...END];

type Case = [what: string, lines: string[]];

/** Whose end one server on the way would see elsewhere than another. */
const AMBIGUOUS: Case[] = [
  ['a length, and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['chunks, and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4']],
  ['two lengths', ['Content-Length: 4', 'Content-Length: 40']],
  ['two lengths in one line', ['Content-Length: 4, 40']],
  ['a length with a sign', ['Content-Length: +4']],
  ['a length in hexadecimal', ['Content-Length: 0x4']],
  ['a length beyond all numbers', [`Content-Length: ${'9'.repeat(30)}`]],
  ['chunks that are not the last word', ['Transfer-Encoding: chunked, identity']],
  ['chunks of another kind', ['Transfer-Encoding: xchunked']],
  ['a space before the colon', ['Transfer-Encoding : chunked']],
  ['a line that goes on', ['Transfer-Encoding:', ' chunked', 'Content-Length: 4']],
  ['a line without a name', [': chunked']],
  ['U+0000 in a line', ['X-Town: a\0b']],
];

const MALFORMED: Case[] = [
  ['a chunk without a size', [POST, HOST, 'Transfer-Encoding: chunked', ...END, 'zz', '{}']],
  [
    'a chunk beyond all sizes',
    [POST, HOST, 'Transfer-Encoding: chunked', '', 'F'.repeat(17), '{}'],
  ],
  ['no host', ['GET /livez HTTP/1.1', ...END]],
  ['another protocol', ['GET /livez HTTP/9.9', HOST, ...END]],
  ['the beginning of HTTP/2', ['PRI * HTTP/2.0', ...END, 'SM', ...END]],
  ['TLS', ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', ...END]],
  ['no method that there is', ['FLY /livez HTTP/1.1', HOST, ...END]],
  ['a space in its address', ['GET /livez or not HTTP/1.1', HOST, ...END]],
];

describe('a request', () => {
  it.each(AMBIGUOUS)(
    'whose end is unclear is refused, and what it hides unread: %s',
    async (_what, odd) => {
      const received = await exchange(
        POST,
        HOST,
        JSON_TYPE,
        ...odd,
        ...END,
        '0',
        '',
        HIDDEN.join('\r\n'),
      );

      expect(statusesIn(received)).toEqual([400]);
    },
  );

  it.each(MALFORMED)('that is none is refused: %s', async (_what, lines) => {
    expect(statusesIn(await exchange(...lines))).toEqual([expect.toSatisfy(isRefusal)]);
  });

  it.each([
    ['one header that is too large', [`X-Town: ${'x'.repeat(20_000)}`]],
    ['more headers than anybody needs', Array.from({ length: 3000 }, (_, i) => `X-${i}: town`)],
    ['more cookies than a browser keeps', [`Cookie: ${'a=b; '.repeat(5000)}`]],
  ])('with %s is refused', async (_what, headers) => {
    expect(statusesIn(await exchange('GET /livez HTTP/1.1', HOST, ...headers, ...END))).toEqual([
      431,
    ]);
  });

  it('with an address that is too long is refused', async () => {
    const address = `/api/stories?_q=${'%E9%95%BF'.repeat(3000)}`;

    expect(statusesIn(await exchange(`GET ${address} HTTP/1.1`, HOST, ...END))).toEqual([431]);
  });

  it('whose body is shorter than it says is refused when the connection ends', async () => {
    const socket = await openConnection(town.url);
    const received = readToEnd(socket);
    socket.end([POST, HOST, JSON_TYPE, 'Content-Length: 100', '', '{"number":'].join('\r\n'));

    expect(statusesIn(await received)).toEqual([400]);
  });

  it('whose body is longer than it says is read no further', async () => {
    const lines = [POST, HOST, JSON_TYPE, 'Content-Length: 5', '', '{"number":"NOBODY"}', ...END];

    // What comes too much is no request: whether the first is answered before that is seen is left open.
    expect(new Set(statusesIn(await exchange(...lines)))).toEqual(new Set([400]));
  });

  it('with nothing but its first line is refused when the connection ends', async () => {
    const socket = await openConnection(town.url);
    const received = readToEnd(socket);
    socket.end(`${POST}\r\n`);

    expect(statusesIn(await received)).toEqual([400]);
  });

  it('that waits to be told to go on is told so', async () => {
    const expecting = ['Expect: 100-continue', JSON_TYPE, LAST, 'Content-Length: 2', '', '{}'];
    const received = await exchange(POST, HOST, ...expecting);

    expect(statusesIn(received)).toEqual([100, 400]);
    expect(received).toContain('INPUT_INVALID');
  });

  it('that expects anything else is refused', async () => {
    const lines = [POST, HOST, 'Expect: the unexpected', LAST, 'Content-Length: 0', ...END];

    expect(statusesIn(await exchange(...lines))).toEqual([417]);
  });

  it('of an old client is answered, and the connection ended', async () => {
    const received = await exchange('GET /livez HTTP/1.0', ...END);

    expect(statusesIn(received)).toEqual([200]);
    expect(received).toMatch(/^connection: close/im);
  });

  it.each([
    ['websocket', 'Upgrade'],
    ['h2c', 'Upgrade, HTTP2-Settings'],
  ])('that would rather speak %s is answered as it is', async (protocol, connection) => {
    const asking = [`Upgrade: ${protocol}`, `Connection: ${connection}, close`];

    expect(statusesIn(await exchange('GET /livez HTTP/1.1', HOST, ...asking, ...END))).toEqual([
      200,
    ]);
  });

  it('comes in line with others, and so does its answer', async () => {
    const paths = ['/livez', '/api/pioneer/me', '/api/stories/none', '/readyz', '/api/stories?a=1'];
    const requests = paths.map((path, at) => [
      `GET ${path} HTTP/1.1`,
      HOST,
      ...(at === paths.length - 1 ? [LAST] : []),
      ...END,
    ]);
    const received = await exchange(requests.map((lines) => lines.join('\r\n')).join(''));

    expect(statusesIn(received)).toEqual([200, 401, 404, 200, 400]);
  });

  it.each([
    'GET //livez/.. HTTP/1.1',
    'GET http://other.example/livez HTTP/1.1',
    'OPTIONS * HTTP/1.1',
  ])('for an address like "%s" meets nothing unexpected', async (line) => {
    const [status, ...more] = statusesIn(await exchange(line, HOST, LAST, ...END));

    expect(more).toEqual([]);
    expect(status).toBeLessThan(500);
  });
});

const HEADERS = [
  ...['accept', 'accept-encoding', 'accept-language', 'authorization', 'cache-control', 'cookie'],
  ...['forwarded', 'idempotency-key', 'if-match', 'if-modified-since', 'if-none-match', 'origin'],
  ...['range', 'referer', 'user-agent', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
  ...['x-http-method-override', 'x-request-id'],
];
const ODD = [
  ...[
    '',
    ',',
    ';;q==',
    '*;q=nonsense',
    '%00',
    '\x80\xFF',
    '"',
    '\\',
    '../../x',
    '__proto__',
    'null',
  ],
  ...['Bearer', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Basic OjpA', 'bytes=9-1,-,x'],
  ...['first_administrator=1; first_administrator.sig=x', '-1', '1e20', 'x'.repeat(4000)],
];
const READ = ['/', '/api/stories', '/api/pioneer/openings', '/api/pioneer/me', '/admin/init'];

it.each(HEADERS)('an odd header "%s" meets nothing unexpected', async (name) => {
  const asked = READ.flatMap((path) => ODD.map((value) => ({ path, headers: { [name]: value } })));
  const answers = await Promise.all(asked.map((request) => town.send(request)));
  const fallen = answers.flatMap(({ status }, at) => (status < 500 ? [] : [asked[at]]));

  expect(fallen).toEqual([]);
});

const isRefusal = (status: unknown) => Number(status) >= 400 && Number(status) < 500;

// Last: none of the above has kept it from serving.
it('the server answers the next request', async () => {
  expect((await town.send({ path: '/readyz' })).status).toBe(200);
});
