import { hkdfSync } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** The plugin's secret, which no database holds; start-up refuses to go on without it. */
export function secretOf(strapi: Core.Strapi): string {
  return strapi.config.get<string>('plugin::pioneer.secret');
}

export function hasSecret(strapi: Core.Strapi): boolean {
  const secret: unknown = strapi.config.get('plugin::pioneer.secret');
  return typeof secret === 'string' && secret !== '';
}

const KEY_BYTES = 32;

/** A key for one purpose alone, from the plugin's secret by HKDF-SHA-256. */
export function keyFor(strapi: Core.Strapi, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretOf(strapi), '', `pioneer ${purpose}`, KEY_BYTES));
}
