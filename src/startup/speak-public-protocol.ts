import type { Core } from '@strapi/strapi';

/**
 * TLS ends before this process, which therefore never sees how people come. PUBLIC_URL says it, so
 * that cookies are marked secure exactly where they have to be, whatever headers a proxy sends.
 */
export function speakPublicProtocol(strapi: Core.Strapi): void {
  const isSecure = strapi.config.get('server.url', '').startsWith('https:');
  Object.defineProperty(strapi.server.app.request, 'protocol', {
    get: () => (isSecure ? 'https' : 'http'),
  });
}
