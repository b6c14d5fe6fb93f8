import type { Core } from '@strapi/strapi';

/** The address that people use: PUBLIC_URL where it is set, else where the server listens. */
export function siteUrlOf(strapi: Core.Strapi, listeningUrl: string): string {
  const url = strapi.config.get<string>('server.url', '');
  return URL.canParse(url) ? url.replace(/\/$/, '') : listeningUrl;
}
