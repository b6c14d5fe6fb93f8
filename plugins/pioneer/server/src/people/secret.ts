import { hkdfSync } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** The plugin's secret, which no database holds. */
export function secretOf(strapi: Core.Strapi): string {
  const secret: unknown = strapi.config.get('plugin::pioneer.secret');
  if (typeof secret !== 'string' || secret === '') {
    throw new Error('the configuration of the plugin pioneer has no "secret"');
  }
  return secret;
}

const KEY_BYTES = 32;

/** A key for one purpose alone, from the plugin's secret by HKDF-SHA-256. */
export function keyFor(strapi: Core.Strapi, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretOf(strapi), '', `pioneer ${purpose}`, KEY_BYTES));
}
