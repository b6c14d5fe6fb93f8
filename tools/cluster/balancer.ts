import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** Hands requests to several nodes, by turns, and passes over those that are not ready. */
export interface Balancer {
  readonly url: string;
  /** A node that may get requests from now on, as soon as it says that it is ready. */
  add(nodeUrl: string): void;
  remove(nodeUrl: string): void;
  /** Lets requests that run finish. */
  stop(): Promise<void>;
}

export interface BalancerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

interface Node {
  readonly url: string;
  isReady: boolean;
}

/** How often nodes are asked; a node that ends says so for longer before its port closes. */
export const LOOK_MS = 250;

/** Longer than a node waits for its database before it says that it is not ready. */
const LOOK_PATIENCE_MS = 2000;

/** How often connections that fell idle are closed at the end. */
const IDLE_CHECK_MS = 100;

/** How long a connection of somebody who asks for nothing is kept, as nginx does. */
const CLIENT_IDLE_MS = 75_000;

/** The same of a connection to a node, which keeps it for longer (`keepAliveTimeout` in config/). */
const NODE_IDLE_MS = 60_000;

/** More than a node takes in one request. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** What may be sent twice without doing anything twice (RFC 9110, 9.2.1). */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A balancer as nginx is one: bodies are read before they are passed on, connections to nodes are
 * kept, and another node is tried when one does not answer, unless a change may have been made.
 *
 * Throws the error of the port when it cannot be had.
 */
export async function startBalancer({ host, port }: BalancerOptions): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, timeout: NODE_IDLE_MS });
  const proxy = await openProxy(agent);
  const nodes: Node[] = [];
  let turn = 0;

  /** Whoever is ready, by turns; then the others, who say by themselves why they are not. */
  function inOrder(): Node[] {
    turn += 1;
    const turned = nodes.map((_, index) => nodes[(index + turn) % nodes.length] as Node);
    return [...turned.filter(isReady), ...turned.filter((node) => !isReady(node))];
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === null) return refuse(response, 413, 'The request is larger than any node takes.');
    for (const node of inOrder()) {
      try {
        await proxy.web(request, response, {
          target: node.url,
          headers: forwardedBy(request),
          buffer: Readable.from(body.length > 0 ? [body] : []),
        });
        return;
      } catch (error) {
        node.isReady = false;
        if (!isRepeatable(request, error)) {
          return refuse(response, 502, 'The node ended before it answered; ask what became of it.');
        }
      }
    }
    refuse(response, 503, 'No node answers; try again in a moment.');
  }

  const server = createServer({ keepAliveTimeout: CLIENT_IDLE_MS }, (request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  const looking = setInterval(() => nodes.forEach((node) => void look(node)), LOOK_MS);

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    add(url) {
      const node = { url, isReady: false };
      nodes.push(node);
      void look(node);
    },
    remove(url) {
      const index = nodes.findIndex((node) => node.url === url);
      if (index >= 0) nodes.splice(index, 1);
    },
    async stop() {
      clearInterval(looking);
      const closing = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      await new Promise((resolve) => server.close(resolve));
      clearInterval(closing);
      agent.destroy();
    },
  };
}

/**
 * How long a connection is kept is a matter of its two ends (RFC 9110, 7.6.1): whoever believed what
 * a node says of ours would send over one that we have closed.
 */
async function openProxy(agent: Agent) {
  const { createProxyServer } = await import('httpxy');
  const proxy = createProxyServer({ agent });
  proxy.on('proxyRes', ({ headers }) => {
    delete headers.connection;
    delete headers['keep-alive'];
  });
  return proxy;
}

function isReady(node: Node): boolean {
  return node.isReady;
}

async function look(node: Node): Promise<void> {
  const signal = AbortSignal.timeout(LOOK_PATIENCE_MS);
  const answer = await fetch(`${node.url}/readyz`, { signal }).catch(() => null);
  await answer?.body?.cancel();
  node.isReady = answer?.ok ?? false;
}

/** The whole body; null when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Otherwise nobody could be told that it was too large.
  const parts = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of parts) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whoever asks could have written anything there; a node trusts what it finds. */
function forwardedBy({ socket, headers }: IncomingMessage): Record<string, string> {
  return {
    'x-forwarded-for': socket.remoteAddress ?? '',
    'x-forwarded-host': headers.host ?? '',
    'x-forwarded-proto': 'http',
  };
}

/** Whether nothing was sent yet, or may be sent again. */
function isRepeatable({ method = '' }: IncomingMessage, error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall === 'connect' || SAFE_METHODS.includes(method);
}

/** In the form of the API's own refusals. */
function refuse(response: ServerResponse, status: 413 | 502 | 503, message: string): void {
  const name = { 413: 'PayloadTooLargeError', 502: 'BadGateway', 503: 'ServiceUnavailable' }[
    status
  ];
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...(status === 413 && { Connection: 'close' }),
    ...(status === 503 && { 'Retry-After': '5' }),
  });
  response.end(JSON.stringify({ data: null, error: { status, name, message, details: {} } }));
}
