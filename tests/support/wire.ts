import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection to a server, for what no client would send. */
export async function openConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes over a connection until the server ends it. */
export async function readToEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  // Of one that is reset, what has come before counts; `once` would fail with it.
  socket.on('error', () => undefined);
  await new Promise((done) => socket.once('close', done));
  return Buffer.concat(chunks).toString();
}

/** The statuses of the answers that came over a connection, one after the other. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
