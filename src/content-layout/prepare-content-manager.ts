import type { Core } from '@strapi/strapi';
import { seedContentLayouts } from './seed-content-layouts';
import { seedContentLocales } from './seed-content-locales';

/**
 * Makes the Content Manager ready for editors: content languages, labels and layouts. To be called
 * when the project starts, after all plugins have.
 */
export async function prepareContentManager(strapi: Core.Strapi): Promise<void> {
  await seedContentLocales(strapi);
  await seedContentLayouts(strapi);
}
