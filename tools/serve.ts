/**
 * The one server entry: `npm start`, the tests and the replay all run this. It boots Strapi,
 * builds the demonstration town when asked to, prints where everything is and tells its parent
 * process. What it cannot start with ends as one sentence and exit code 1.
 *
 * The environment is read by config/; here only PIONEER_DEMONSTRATION=on counts, which `npm start`
 * sets: an empty database gets the demonstration town. Never in production.
 */

import { join } from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { explainStartupError } from '../src/startup/explain-startup-error';
import { firstAdministratorAddress } from '../src/startup/first-administrator';
import { siteOf } from './demonstration/site';
import { clearUnfinished, isUnfinished, noteUnfinished } from './demonstration/unfinished-town';
import { greet } from './greet';
import { isEmptyTown } from './is-empty-town';
import { listen } from './listen';
import type { ReadyMessage } from './server-process';
import { siteUrlOf } from './site-url';

const hasDemonstration =
  process.env.PIONEER_DEMONSTRATION === 'on' && process.env.NODE_ENV !== 'production';

async function serve(): Promise<void> {
  // The town's history is told by moving the clock, which production refuses.
  if (hasDemonstration) process.env.PIONEER_CLOCK ??= 'adjustable';

  let { strapi, url } = await open();
  const site = siteOf(strapi);
  if (hasDemonstration && (await isUnfinished(strapi))) {
    console.log('上次布置没有完成，现在重新开始 · The last building was cut short; starting over');
    await clearUnfinished(strapi, site);
    ({ strapi, url } = await open());
  }
  const passwordsFile = join(site.folder, 'demonstration-accounts.txt');
  if (hasDemonstration && (await isEmptyTown(strapi))) {
    const firstAdministratorUrl = await firstAdministratorAddress(strapi, url);
    // Only here: every other start does without.
    const { buildDemonstration } = await import('./demonstration/build-demonstration.js');
    await noteUnfinished(strapi, () =>
      buildDemonstration({ url, firstAdministratorUrl, passwordsFile, say: console.log }),
    );
  }

  const siteUrl = siteUrlOf(strapi, url);
  const firstAdministratorUrl = await firstAdministratorAddress(strapi, siteUrl);
  greet({ url: siteUrl, firstAdministratorUrl, passwordsFile });
  const ready: ReadyMessage = { type: 'ready', url, firstAdministratorUrl, passwordsFile };
  process.send?.(ready);
  process.off('unhandledRejection', refuse);
}

/** Starts Strapi and opens its port, which keeps a second one from the same database's address. */
async function open(): Promise<{ strapi: Core.Strapi; url: string }> {
  // Strapi takes all listeners away when it is destroyed, so that each start has its own.
  // It opens some database connections without awaiting them; while it starts, their errors are
  // start-up errors like any other.
  process.on('unhandledRejection', refuse);
  // Whoever started this server wants nothing of it any more once it is gone itself.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).load();
  return { strapi, url: await listen(strapi) };
}

function refuse(error: unknown): never {
  console.error(explainStartupError(error) ?? error);
  process.exit(1);
}

serve().catch(refuse);
