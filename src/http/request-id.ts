import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

const HEADER = 'X-Request-Id';

/** As the access log keeps it, too. */
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Gives a request its name: that of a proxy which is trusted, or a new one. It is answered with it,
 * and everything behind, the plugin's access log included, reads it where a proxy would have put it.
 */
export function nameRequest(ctx: Context): string {
  const given = ctx.app.proxy ? ctx.get(HEADER) : '';
  const requestId = REQUEST_ID.test(given) ? given : randomUUID();
  ctx.req.headers[HEADER.toLowerCase()] = requestId;
  ctx.set(HEADER, requestId);
  return requestId;
}

/** Has every line that is logged during a request name it. */
export function nameRequestsInLogs(strapi: Core.Strapi): void {
  strapi.log.defaultMeta = {
    get requestId() {
      return strapi.requestContext.get()?.get(HEADER);
    },
  };
}
