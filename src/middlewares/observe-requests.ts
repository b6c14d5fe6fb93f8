import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { nameRequest } from '../http/request-id';
import { routeOf } from '../http/route-of';
import { refusalIn } from '../http/refusal-in';
import { metricsOf } from '../metrics/metrics';

/** What proxies write for a client that left before its answer. */
const CLIENT_LEFT = 499;

/**
 * Names every request, and tells of it when its answer is through, or its client gone: a line of the
 * log, and its part in the metrics. Neither holds what an address or a query names, nor who asked.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const requestId = nameRequest(ctx);
    const { socket } = ctx.req;
    const begun = { at: performance.now(), bytes: socket.bytesWritten };
    const metrics = metricsOf(strapi);
    metrics?.http.begin();
    ctx.res.once('close', () => {
      const request = {
        method: ctx.method,
        route: routeOf(strapi, ctx),
        status: ctx.res.writableFinished ? ctx.res.statusCode : CLIENT_LEFT,
        refused: refusalIn(ctx.body),
        ms: Number((performance.now() - begun.at).toFixed(1)),
        // Whatever went over the connection, headers included.
        bytes: socket.bytesWritten - begun.bytes,
        ip: ctx.ip,
      };
      metrics?.http.end(request);
      const summary = `${request.method} ${request.route} ${request.status} (${request.ms} ms)`;
      strapi.log.http(summary, { requestId, request });
    });
    await next();
  };
