import { createHash, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { refuse } from '../http/refuse';
import { metricsOf } from '../metrics/metrics';

/**
 * `GET /metrics` in the format of Prometheus, for whoever sends METRICS_TOKEN as a bearer token. Where
 * none is configured there is no such address.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const metrics = ctx.path === '/metrics' ? metricsOf(strapi) : null;
    if (metrics === null) return next();
    ctx.set('Cache-Control', 'no-store');
    const expected = `Bearer ${strapi.config.get<string>('metrics.token')}`;
    if (!isSame(ctx.get('Authorization'), expected)) {
      ctx.set('WWW-Authenticate', 'Bearer');
      return refuse(ctx, 'UNAUTHENTICATED');
    }
    ctx.type = metrics.register.contentType;
    ctx.body = await metrics.register.metrics();
  };

/** Compares without telling by the time how much of it was right. */
function isSame(found: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(found), digest(expected));
}
