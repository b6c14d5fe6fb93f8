import type { Core } from '@strapi/strapi';

const SECOND = 1000;

/**
 * Where the server listens and what the world calls it. It listens on this machine only unless
 * HOST says otherwise; PUBLIC_URL is the address that people type.
 */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => {
  const trustedProxies = env.int('TRUSTED_PROXIES', 0);
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
        headersTimeout: 15 * SECOND,
        requestTimeout: 60 * SECOND,
        connectionsCheckingInterval: 5 * SECOND,
        // Longer than a balancer keeps a connection, so that it is never closed under a request.
        keepAliveTimeout: 65 * SECOND,
      },
    },
    transfer: { remote: { enabled: false } },
    mcp: { enabled: false },
    logger: { updates: { enabled: false }, startup: { enabled: false } },
  };
};
