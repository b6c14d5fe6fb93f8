import { isDeepStrictEqual } from 'node:util';
import type { Core, UID } from '@strapi/strapi';
import type { Configuration } from './configuration';
import { CONTENT_LAYOUTS } from './content-layouts';
import type { ContentLayout } from './layout';
import { mergeConfiguration, type Written } from './merge-configuration';

/** The part of the Content Manager's services that keeps configurations. */
interface ConfigurationKeeper {
  findConfiguration(model: { uid: string }): Promise<Configuration>;
  updateConfiguration(model: { uid: string }, configuration: Configuration): Promise<unknown>;
}

/**
 * Puts the layouts of the project into the Content Manager, at every start: a fresh database gets
 * all of them, a later one gets what is new, and what an administrator changed stays changed. May
 * run twice and on several nodes. Runs after the Content Manager has started, which first drops
 * what the schemas no longer have.
 */
export async function seedContentLayouts(strapi: Core.Strapi): Promise<void> {
  for (const layout of CONTENT_LAYOUTS) {
    // Without the plugin its types are not there.
    if (strapi.getModel(layout.uid as UID.Schema)) await seedLayout(strapi, layout);
  }
}

async function seedLayout(strapi: Core.Strapi, layout: ContentLayout): Promise<void> {
  const memory = strapi.store({ type: 'project', name: 'content_layout', key: layout.uid });
  const keeper = keeperOf(strapi, layout);
  const current = await keeper.findConfiguration(layout);
  const before = ((await memory.get({})) as Written | null) ?? null;

  const { configuration, written } = mergeConfiguration({ layout, current, written: before });
  if (!isDeepStrictEqual(configuration, current)) {
    await keeper.updateConfiguration(layout, configuration);
  }
  if (!isDeepStrictEqual(written, before)) await memory.set({ value: written });
}

function keeperOf(strapi: Core.Strapi, { kind }: ContentLayout): ConfigurationKeeper {
  const contentManager = strapi.plugin('content-manager');
  return contentManager.service(kind === 'type' ? 'content-types' : 'components');
}
