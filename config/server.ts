import type { Core } from '@strapi/strapi';
import { StartupRefusal } from '../src/startup/startup-refusal';

const SECOND = 1000;

/** Of a request, in seconds: for what a phone in the country uploads, and no longer. */
const TIMEOUTS = { least: 1, usual: 60, most: 600 };

/**
 * Where the server listens and what the world calls it. It listens on this machine only unless
 * HOST says otherwise; PUBLIC_URL is the address that people type.
 */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => {
  const trustedProxies = env.int('TRUSTED_PROXIES', 0);
  const requestTimeout = requestTimeoutOf(env.int('REQUEST_TIMEOUT_SECONDS', TIMEOUTS.usual));
  return {
    host: env('HOST', '127.0.0.1'),
    port: env.int('PORT', 1337),
    url: env('PUBLIC_URL', ''),
    app: { keys: env.array('APP_KEYS', []) },
    // Without a count of proxies anybody could choose the address that rate limits see.
    proxy: { koa: trustedProxies > 0, maxIpsCount: trustedProxies },
    http: {
      serverOptions: {
        // A request that trickles in byte by byte must not hold a connection for long.
        headersTimeout: Math.min(15 * SECOND, requestTimeout),
        requestTimeout,
        connectionsCheckingInterval: Math.min(5 * SECOND, requestTimeout),
        // Longer than a balancer keeps a connection, so that it is never closed under a request.
        keepAliveTimeout: 65 * SECOND,
      },
    },
    transfer: { remote: { enabled: false } },
    mcp: { enabled: false },
    logger: { updates: { enabled: false }, startup: { enabled: false } },
  };
};

function requestTimeoutOf(seconds: number): number {
  const { least, most } = TIMEOUTS;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds * SECOND;
  throw new StartupRefusal(
    `REQUEST_TIMEOUT_SECONDS is ${seconds}; expected a whole number from ${least} to ${most}, so set ` +
      'it to one, or remove it.',
  );
}
