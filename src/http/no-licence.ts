import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

interface Registry {
  extend(name: string, wrap: (controller: object) => object): void;
}

/**
 * Nobody here has a trial that could end. Strapi would ask its makers all the same, over the
 * internet, for whichever user of the panel wants to know, and answer with an error.
 */
export function askNobodyForLicences(strapi: Core.Strapi): void {
  const registry = strapi.get<Registry>('controllers');
  registry.extend('admin::admin', (controller) => ({
    ...controller,
    licenseTrialTimeLeft: (ctx: Context) => ctx.notFound(),
  }));
}
