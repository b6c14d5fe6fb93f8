import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { poolOf } from '../metrics/database-metrics';

/** Longer than any request should last, shorter than what orchestrators wait before they kill. */
const DRAIN_LIMIT_MS = 25_000;

/** For all that is torn down afterwards; whoever waits for the end waits for both. */
const TEARDOWN_LIMIT_MS = 8_000;

/** How often connections that fell idle are closed. */
const IDLE_CHECK_MS = 100;

const draining = new WeakSet<Core.Strapi>();

/** Whether this server is on its way out. */
export function isDraining(strapi: Core.Strapi): boolean {
  return draining.has(strapi);
}

/**
 * Lets requests that run finish when the server is told to stop. Strapi would tear its plugins
 * down and cut every connection at once, and offers no hook before that, so its `destroy` is
 * wrapped. First it says for a while that it goes, so that a balancer sends nothing more by the
 * time at which the port closes.
 */
export function drainBeforeDestroy(strapi: Core.Strapi): void {
  const { httpServer } = strapi.server;
  const connections = trackConnections(httpServer);
  const destroy = strapi.destroy.bind(strapi);
  strapi.destroy = async () => {
    draining.add(strapi);
    if (httpServer.listening) {
      await wait(strapi.config.get('drain.delayMs', 0));
      await drain(httpServer, connections);
    }
    await tearDown(strapi, destroy);
  };
}

/**
 * Gives up, and says so, when something does not let itself be torn down. knex waits for every
 * connection to the database that is in use: for one that nobody gives back, as long as it may be.
 */
async function tearDown(strapi: Core.Strapi, destroy: () => Promise<void>): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => {
    limit = setTimeout(resolve, TEARDOWN_LIMIT_MS, 'late');
  });
  const end = await Promise.race([destroy(), tooLate]).finally(() => clearTimeout(limit));
  if (end !== 'late') return;
  const left = poolOf(strapi).numUsed();
  strapi.log.error(
    `Stopping takes longer than ${TEARDOWN_LIMIT_MS / 1000} s, so this process ends without it. ` +
      `Connections to the database that are still in use: ${left}.`,
  );
  process.exitCode = 1;
}

function trackConnections(httpServer: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>();
  httpServer.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return connections;
}

/** Refuses new connections and waits, within the limit, until the last request is answered. */
async function drain(httpServer: Server, connections: ReadonlySet<Socket>): Promise<void> {
  await new Promise<void>((resolve) => {
    const idleCheck = setInterval(closeIdle, IDLE_CHECK_MS);
    const limit = setTimeout(finish, DRAIN_LIMIT_MS);
    function closeIdle() {
      httpServer.closeIdleConnections();
      // Browsers connect ahead of need; for Node a connection that never spoke is not idle.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    }
    function finish() {
      clearInterval(idleCheck);
      clearTimeout(limit);
      resolve();
    }
    httpServer.close(finish);
  });
}
