import { connect } from 'node:net';
import { once } from 'node:events';
import { registerAdministrator } from '../../support/administrator';
import { send } from '../../support/http';
import { unknownId, uniqueName } from '../../support/names';
import { PRODUCTION, startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';

/** As the log of a server for real work tells of it. */
interface Line {
  readonly time: string;
  readonly level: string;
  readonly requestId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly [more: string]: unknown;
}

let server: TestServer;
let town: Town;
beforeAll(async () => {
  server = await startServer({ env: { ...PRODUCTION, TRUSTED_PROXIES: '1' } });
  const { url } = server;
  const { pathname } = new URL(server.firstAdministratorUrl ?? '');
  const administrator = await registerAdministrator({ url, firstAdministratorUrl: url + pathname });
  town = townAt(server, administrator);
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

/** All that was logged so far; beside it the server greets whoever started it. */
function linesOf(text: string): Line[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Line);
}

/** The line that tells of a request, once its answer is through. */
async function lineOf(requestId: string): Promise<Line> {
  return await vi.waitFor(() => {
    const found = linesOf(server.output()).filter((line) => line.requestId === requestId);
    expect(found.filter(({ level }) => level === 'http')).toHaveLength(1);
    return found.find(({ level }) => level === 'http') as Line;
  });
}

describe('a request', () => {
  it('leaves one line, which names neither what it asked for nor who asked', async () => {
    const [id, word] = [unknownId(), uniqueName('secret')];
    const path = `/api/pioneer/claims/${id}?word=${word}`;
    const before = server.output().length;
    const { headers } = await town.send({ path, token: word, headers: { 'user-agent': word } });
    const line = await lineOf(headers.get('x-request-id') ?? '');

    expect(line).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'http',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      method: 'GET',
      route: '/api/pioneer/claims/:id',
      status: 401,
      refused: 'UNAUTHENTICATED',
      ms: expect.any(Number),
      bytes: expect.any(Number),
      ip: '127.0.0.1',
    });
    const said = server.output().slice(before);
    expect(said).not.toContain(id);
    expect(said).not.toContain(word);
  });

  it.each([
    ['/api/pioneer/openings', '/api/pioneer/openings', 200],
    ['/api/stories?status=draft', '/api/stories', 400],
    ['/api/stories/a%00b', '/api/stories/:id', 400],
    ['/nothing/here', '/((?!uploads/).+)', 404],
  ])('for %s is told by the template %s', async (path, route, status) => {
    const { headers } = await town.send({ path });

    expect(await lineOf(headers.get('x-request-id') ?? '')).toMatchObject({ route, status });
  });

  it('is called what the proxy calls it, also in the access log', async () => {
    const requestId = uniqueName('request');
    const answer = await town.send({
      method: 'POST',
      path: '/api/pioneer/sign-in',
      body: { number: uniqueName('nobody'), password: 'a wrong river' },
      headers: { 'x-request-id': requestId, 'x-forwarded-for': '192.0.2.7' },
    });

    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(await lineOf(requestId)).toMatchObject({ refused: 'SIGN_IN_FAILED', ip: '192.0.2.7' });
    const entries = town.rows('pioneer_access_log').where({ request_id: requestId });
    expect(await entries.pluck('ip')).toEqual(['192.0.2.7']);
  });

  it.each(['short', 'x'.repeat(65), 'with space', '{"level":"http"}'])(
    'is not called "%s"',
    async (odd) => {
      const { headers } = await town.send({
        path: '/api/stories',
        headers: { 'x-request-id': odd },
      });

      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it('writes one line and no more, whatever a proxy says of its sender', async () => {
    const forged = '1.1.1.1"}\\n{"level":"http"}';
    const answer = await town.send({
      path: '/api/stories',
      headers: { 'x-forwarded-for': forged },
    });

    expect(await lineOf(answer.headers.get('x-request-id') ?? '')).toMatchObject({ ip: forged });
  });

  it('that its client gave up is told with 499', async () => {
    const requestId = uniqueName('request');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const head = `POST /api/pioneer/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: 100\r\nX-Request-Id: ${requestId}\r\n\r\n{"number":`, () =>
      socket.destroy(),
    );

    expect(await lineOf(requestId)).toMatchObject({
      route: '/api/pioneer/sign-in',
      status: 499,
      ip: '127.0.0.1',
    });
  });
});

describe('what goes wrong during a request', () => {
  it('is told with its name, where it happened, and no values', async () => {
    const [table, away] = ['pioneer_organisations', 'pioneer_organisations_away'];
    const within = unknownId();
    await town.rows.schema.renameTable(table, away);
    const answer = await send({
      url: server.url,
      path: `/api/pioneer/organisations?within=${within}`,
    });
    await town.rows.schema.renameTable(away, table);

    const requestId = answer.headers.get('x-request-id');
    expect(answer.status).toBe(500);
    const told = linesOf(server.output()).find(
      (line) => line.requestId === requestId && line.level === 'error',
    );
    expect(told).toMatchObject({
      message: expect.stringContaining(table),
      stack: expect.stringContaining('\n    at '),
    });
    expect(Object.keys(told ?? {}).sort()).toEqual([
      'level',
      'message',
      'requestId',
      'stack',
      'time',
    ]);
    expect(JSON.stringify(told)).not.toContain(within);
  });
});
