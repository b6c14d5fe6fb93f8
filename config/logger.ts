import type { Core } from '@strapi/strapi';
import { jsonLines } from '../src/http/json-lines';

/**
 * How much the server says: every request, unless LOG_LEVEL asks for less. For people while one
 * develops, and a line of JSON for each thing where programs read it.
 */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  level: env('LOG_LEVEL', 'http'),
  ...(env('NODE_ENV') === 'production' && { format: jsonLines }),
});
