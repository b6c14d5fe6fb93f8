import type { Core } from '@strapi/strapi';

/** Longer than any request should last, shorter than what orchestrators wait before they kill. */
const DRAIN_LIMIT_MS = 25_000;

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
 * wrapped.
 */
export function drainBeforeDestroy(strapi: Core.Strapi): void {
  const destroy = strapi.destroy.bind(strapi);
  strapi.destroy = async () => {
    await drain(strapi);
    await destroy();
  };
}

/** Refuses new connections and waits, within the limit, until the last request is answered. */
async function drain(strapi: Core.Strapi): Promise<void> {
  draining.add(strapi);
  const { httpServer } = strapi.server;
  if (!httpServer.listening) return;
  await new Promise<void>((resolve) => {
    const idleCheck = setInterval(() => httpServer.closeIdleConnections(), IDLE_CHECK_MS);
    const limit = setTimeout(finish, DRAIN_LIMIT_MS);
    function finish() {
      clearInterval(idleCheck);
      clearTimeout(limit);
      resolve();
    }
    httpServer.close(finish);
  });
}
