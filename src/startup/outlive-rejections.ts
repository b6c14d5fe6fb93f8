import type { Core } from '@strapi/strapi';

/**
 * Has the server outlive a promise whose failure nobody awaits. Strapi leaves some to themselves: a
 * single request with odd input would
 * end the node with all that others are doing. When Strapi is destroyed it takes every listener away.
 */
export function outliveRejections(strapi: Core.Strapi): void {
  process.on('unhandledRejection', (error) => strapi.log.error(error));
}
