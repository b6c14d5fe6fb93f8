import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { newDatabase, startServer, type TestServer } from '../../support/server';
import { openConnection, readToEnd } from '../../support/wire';

const BODY = JSON.stringify({ number: 'NOBODY', password: 'does not matter here' });

/** Long enough for bytes that were sent to be read. */
const A_MOMENT = 500;

/** For a signal to arrive and be acted upon, also on a busy machine. */
const PATIENCE_MS = 10_000;

let server: TestServer;
/** All that came over each connection until the server ended it. */
let slow: string;
let idle: string;
let balancer: string;
let exitCode: number | null;

// One server is told to stop while somebody is in the middle of a request, somebody else has asked
// for nothing yet and a balancer keeps its connection.
beforeAll(async () => {
  server = await startServer({ databaseEnv: await newDatabase('sqlite') });
  const [slowSocket, idleSocket, balancerSocket] = [await open(), await open(), await open()];
  const [slowEnds, idleEnds, balancerEnds] = [
    readToEnd(slowSocket),
    readToEnd(idleSocket),
    readToEnd(balancerSocket),
  ];
  slowSocket.write(head('POST', '/api/pioneer/sign-in', BODY.length) + BODY.slice(0, 10));
  // The second request begins before the signal and ends after it.
  balancerSocket.write(head('GET', '/readyz') + 'GET /readyz HTTP/1.1\r\nHost: to');
  await wait(A_MOMENT);

  const ended = server.stop();
  await refusesConnections();
  idle = await idleEnds;
  balancerSocket.write('wn\r\n\r\n');
  balancer = await balancerEnds;
  slowSocket.write(BODY.slice(10));
  slow = await slowEnds;
  exitCode = await ended;
});
afterAll(() => server.kill('SIGKILL'));

const open = () => openConnection(server.url);

/** Waits until the server refuses new connections: it has acted upon the signal. */
async function refusesConnections(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const outcome = await open().catch((error: NodeJS.ErrnoException) => error);
    if (outcome instanceof Socket) outcome.destroy();
    else if (outcome.code === 'ECONNREFUSED') return;
    // One that the listener had not taken yet when it closed is reset; the next one is refused.
    else expect(outcome.code).toBe('ECONNRESET');
    if (Date.now() > deadline) throw new Error('The server still takes new connections.');
    await wait(20);
  }
}

function head(method: string, path: string, length = 0): string {
  return (
    `${method} ${path} HTTP/1.1\r\nHost: town\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${length}\r\n\r\n`
  );
}

describe('a server that is told to stop', () => {
  it('answers the request that it is reading and ends well', () => {
    expect(slow).toMatch(/^HTTP\/1\.1 401 [\s\S]*SIGN_IN_FAILED/);
    expect(exitCode).toBe(0);
  });

  it('ends a connection over which nothing was asked, before that', () => {
    expect(idle).toBe('');
  });

  it('says so at once on a connection that it still has', () => {
    const [before, after] = balancer.split(/(?=HTTP\/1\.1)/);

    expect(before).toMatch(/^HTTP\/1\.1 200 [\s\S]*"ready"/);
    expect(after).toMatch(/^HTTP\/1\.1 503 [\s\S]*"draining"/);
    expect(after).toMatch(/retry-after: \d+/i);
  });
});
