import type { Core } from '@strapi/strapi';

const SETTING = 'plugin::pioneer.isRestoring';

/**
 * Has a Strapi that is registered and not yet started do nothing but restore: no seeding, no jobs,
 * no events. No setting of a server can say this; only who runs the restore does.
 */
export function becomeRestoring(strapi: Core.Strapi): void {
  strapi.config.set(SETTING, true);
  strapi.config.set('plugin::pioneer.jobs', false);
}

/** Whether this process is there to restore. */
export function isRestoring(strapi: Core.Strapi): boolean {
  return strapi.config.get(SETTING, false);
}
