import { once } from 'node:events';
import { Agent, createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startBalancer, type Balancer } from '../../tools/cluster/balancer';

const LONGER_THAN_NODE_JS_KEEPS_ONE_MS = 7000;

let node: Server;
let balancer: Balancer;

// It is about to end, and so keeps no connection.
beforeAll(async () => {
  node = createServer((_request, response) => {
    response.writeHead(200, { connection: 'close', 'keep-alive': 'timeout=600' }).end('{}');
  });
  node.listen(0, '127.0.0.1');
  await once(node, 'listening');
  balancer = await startBalancer({ host: '127.0.0.1', port: 0 });
  balancer.add(`http://127.0.0.1:${(node.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await balancer.stop();
  node.close();
});

interface Got {
  readonly headers: IncomingHttpHeaders;
  /** Over which it came. */
  readonly socket: Socket;
}

async function get(agent: Agent): Promise<Got> {
  const asked = request(balancer.url, { agent }).end();
  const [answer] = (await once(asked, 'response')) as [Got & NodeJS.ReadableStream];
  const { headers, socket } = answer;
  answer.resume();
  await once(answer, 'end');
  return { headers, socket };
}

it('the balancer keeps a connection that fell idle, whatever its nodes do with theirs', async () => {
  const agent = new Agent({ keepAlive: true });
  const first = await get(agent);
  await wait(LONGER_THAN_NODE_JS_KEEPS_ONE_MS);
  const second = await get(agent);
  agent.destroy();

  expect(first.headers).toMatchObject({ connection: 'keep-alive' });
  expect(first.headers).not.toHaveProperty('keep-alive');
  expect(second.socket).toBe(first.socket);
});
