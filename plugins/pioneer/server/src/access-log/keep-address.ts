import type { Context, Next } from 'koa';

/**
 * Notes where a request comes from before anything else is done for it. Koa asks the connection each
 * time, and one that is cut while its request is served no longer knows: the change would be logged
 * as from nowhere.
 */
export function keepAddress(ctx: Context, next: Next): Promise<unknown> {
  const { request } = ctx;
  const { ip } = request;
  request.ip = ip;
  return next();
}
