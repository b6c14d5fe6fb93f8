/**
 * The naive project of this folder, started as serve.ts starts ours: a Strapi with two types and one route
 * of its own, on the database in the environment.
 */

import { createStrapi } from '@strapi/strapi';
import { listen } from '../../listen';
import type { ReadyMessage } from '../../server-process';

async function serve(): Promise<void> {
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: __dirname }).load();
  const url = await listen(strapi);
  const nobody = { firstAdministratorUrl: null, passwordsFile: '' };
  process.send?.({ type: 'ready', url, ...nobody } satisfies ReadyMessage);
}

serve().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
