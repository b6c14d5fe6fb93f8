import type { Socket } from 'node:net';
import { send } from '../support/http';
import { startServer, type TestServer } from '../support/server';
import { openConnection, readToEnd, statusesIn } from '../support/wire';

/** Between two bytes of whoever sends as slowly as they can. */
const PAUSE_MS = 100;

const HEAD =
  'POST /api/pioneer/sign-in HTTP/1.1\r\nHost: town\r\nContent-Type: application/json\r\n';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ database: 'sqlite', env: { REQUEST_TIMEOUT_SECONDS: '1' } });
});
afterAll(() => server.stop());

/** Goes on sending the same, for as long as anybody listens. */
function trickle(socket: Socket, bytes: string): void {
  const timer = setInterval(() => socket.write(bytes), PAUSE_MS);
  socket.once('close', () => clearInterval(timer));
}

describe('a connection over which a request comes too slowly is ended by the server', () => {
  it.concurrent.each([
    ['nothing more of its headers comes', HEAD, ''],
    ['its headers come one after the other', HEAD, 'X-More: 1\r\n'],
    ['half of its body comes', `${HEAD}Content-Length: 100\r\n\r\n{`, ''],
    ['its body comes byte by byte', `${HEAD}Content-Length: 100000\r\n\r\n{`, ' '],
    ['it is chunked and has no end', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ])('when %s', async (_what, beginning, more) => {
    const socket = await openConnection(server.url);
    const received = readToEnd(socket);
    socket.write(beginning);
    if (more !== '') trickle(socket, more);

    expect(statusesIn(await received)).toEqual([408]);
  });

  it('while all others are served', async () => {
    const slow = await Promise.all(Array.from({ length: 50 }, () => openConnection(server.url)));
    const ends = slow.map(readToEnd);
    for (const socket of slow) socket.write(HEAD);

    expect((await send({ url: server.url, path: '/readyz' })).status).toBe(200);
    expect((await Promise.all(ends)).map(statusesIn)).toEqual(slow.map(() => [408]));
  });
});
