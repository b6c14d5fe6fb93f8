import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { findBodyProblem } from './body-problem';

/** What a server meets that reads a body of which half comes before the connection ends. */
async function cutInTheMiddle(): Promise<unknown> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: town\r\nContent-Length: 100\r\n\r\nhalf');
  const [request] = await once(server, 'request');
  const reading = buffer(request).catch((error: unknown) => error);
  socket.destroy();
  const met = await reading;
  server.close();
  return met;
}

test('a body that ends in the middle is no fault of ours', async () => {
  expect(findBodyProblem(await cutInTheMiddle())).toBe('BODY_UNREADABLE');
});

test.each([
  ['too much JSON', { status: 413 }, 'BODY_TOO_LARGE'],
  ['too many fields of a form', { httpCode: 413 }, 'BODY_TOO_LARGE'],
  ['a form in an encoding that nobody knows', { httpCode: 501 }, 'BODY_UNREADABLE'],
  ['no JSON', { status: 400 }, 'BODY_UNREADABLE'],
  ['a disk that is full', { code: 'ENOSPC', syscall: 'write' }, null],
])('%s is told apart', (_what, error, problem) => {
  expect(findBodyProblem(Object.assign(new Error('no body'), error))).toBe(problem);
});
