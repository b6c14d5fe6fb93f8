import type { Core } from '@strapi/strapi';

/**
 * Makes the project's own kinds of fields known; to be called before the database is touched.
 * A year is an integer that is written "2026", where Strapi writes any integer "2,026".
 */
export function registerContentFields(strapi: Core.Strapi): void {
  strapi.customFields.register({
    name: 'year',
    type: 'integer',
    inputSize: { default: 4, isResizable: true },
  });
}
