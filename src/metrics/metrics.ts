import type { Core } from '@strapi/strapi';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { addDatabaseMetrics } from './database-metrics';
import { createHttpMetrics } from './http-metrics';
import { addTownMetrics } from './town-metrics';

/** What a server measures of itself. */
export interface Metrics {
  readonly register: Registry;
  readonly http: ReturnType<typeof createHttpMetrics>;
}

const made = new WeakMap<Core.Strapi, Metrics | null>();

/** The metrics of this server; null when nobody has configured a token to read them with. */
export function metricsOf(strapi: Core.Strapi): Metrics | null {
  const known = made.get(strapi);
  if (known !== undefined) return known;
  const metrics = strapi.config.get('metrics.token') === '' ? null : createMetrics(strapi);
  made.set(strapi, metrics);
  return metrics;
}

function createMetrics(strapi: Core.Strapi): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  addDatabaseMetrics(strapi, register);
  addTownMetrics(strapi, register);
  return { register, http: createHttpMetrics(register) };
}
