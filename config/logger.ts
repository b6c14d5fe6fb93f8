import type { Core } from '@strapi/strapi';

/** How much the server says: every request, unless LOG_LEVEL asks for less. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  level: env('LOG_LEVEL', 'http'),
});
