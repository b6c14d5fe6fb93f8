import type { Core } from '@strapi/strapi';

/** As `create-strapi` writes them, but for the log. */
export default (): Core.Config.Middlewares => [
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
