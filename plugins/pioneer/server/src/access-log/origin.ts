import type { Context } from 'koa';

/** Where a request came from. */
export interface Origin {
  /** As rate limits see it: behind proxies, as many as are trusted, the address that they name. */
  readonly ip: string;
  /** What a proxy, or the project before us, calls the request; null when that cannot be kept. */
  readonly requestId: string | null;
}

/** Of what no request asked for. */
export const NO_ORIGIN: Origin = { ip: '', requestId: null };

const REQUEST_ID = /^[\w-]{8,64}$/;

export function originOf(ctx: Context): Origin {
  const requestId = ctx.get('X-Request-Id');
  return { ip: ctx.ip, requestId: REQUEST_ID.test(requestId) ? requestId : null };
}
