import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/** Of OpenTelemetry's convention for durations of requests, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** A request that is over. */
export interface EndedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly refused?: ErrorCode | undefined;
  readonly ms: number;
}

/**
 * Counts requests. Routes are templates, statuses are classes and refusals are those of the catalogue:
 * nobody can make series by what they ask for.
 */
export function createHttpMetrics(register: Registry) {
  const durations = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'How long requests took, by the template of their route and the class of their status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [register],
  });
  const active = new Gauge({
    name: 'http_server_active_requests',
    help: 'Requests that are being answered.',
    registers: [register],
  });
  const refusals = new Counter({
    name: 'pioneer_refusals_total',
    help: 'Answers that refused, by their code: docs/errors.md.',
    labelNames: ['code'],
    registers: [register],
  });
  return {
    begin: () => active.inc(),
    end({ method, route, status, refused, ms }: EndedRequest): void {
      active.dec();
      durations.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
      if (refused !== undefined) refusals.inc({ code: refused });
    },
  };
}
