import type { Core } from '@strapi/strapi';
import { StartupRefusal } from '../src/startup/startup-refusal';

const MEGABYTE = 1024 * 1024;

/** What every request passes, from the outside to the inside. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  // Probes stand before everything that could make them slow or wrong.
  'global::probes',
  'global::observe-requests',
  'strapi::errors',
  'global::metrics',
  'global::named-refusals',
  'strapi::security',
  {
    name: 'strapi::cors',
    config: {
      // Sites on other addresses are named one by one; the portal and the admin panel are at home.
      origin: sitesIn(env.array('CORS_ORIGINS', [])),
      headers: ['Content-Type', 'Authorization', 'Accept', 'Idempotency-Key', 'If-Match'],
      expose: ['Retry-After', 'ETag', 'X-Request-Id'],
      maxAge: 600,
    },
  },
  'strapi::session',
  {
    name: 'strapi::query',
    // The admin panel names up to one page of rows in an array; nothing needs more.
    config: { arrayLimit: 100, depth: 6, strictDepth: true, throwOnLimitExceeded: true },
  },
  {
    name: 'strapi::body',
    config: {
      jsonLimit: '256kb',
      formLimit: '56kb',
      // All files of a request together; what most addresses take is less, and no more than so many
      // files: see src/http/read-bodies.ts.
      formidable: { maxFileSize: 11 * MEGABYTE, maxFieldsSize: MEGABYTE / 4, maxFields: 100 },
    },
  },
  'global::storable-input',
  'global::first-administrator',
  'global::home-page',
  { name: 'strapi::favicon', config: { path: 'public/favicon.png' } },
  'strapi::public',
];

/** A site as browsers name it: protocol, host, and the port where it is not the usual one. */
const SITE = /^https?:\/\/[^/*\s]+$/;

/** The sites themselves, none of which may stand for others: their pages use people's sessions. */
function sitesIn(sites: string[]): string[] {
  const odd = sites.find((site) => !SITE.test(site));
  if (odd === undefined) return sites;
  throw new StartupRefusal(
    `CORS_ORIGINS holds "${odd}"; expected sites such as https://portal.example.org, without path ` +
      'and without *, so name each of them like that.',
  );
}
