/**
 * `npm run verify`: proves the record of the configured database. Exit code 0 when every row is
 * what its events say and everything derived follows; otherwise 1, naming table, id and column.
 *
 *   npm run verify -- --heads FILE    also that the chain leads to the heads of a file, the one of
 *                                     RECORD_HEADS_FILE as it was copied elsewhere
 *   npm run verify -- --contents      also every byte of evidence, which takes longer
 */

import { parseArgs } from 'node:util';
import { createStrapi } from '@strapi/strapi';
import { CommandRefusal, readHeads, tellVerification } from 'strapi-plugin-pioneer/cli';
import { explainStartupError } from '../src/startup/explain-startup-error';
import { endTurn } from '../src/startup/one-at-a-time';

async function verify(): Promise<void> {
  const { values } = parseArgs({
    options: { heads: { type: 'string' }, contents: { type: 'boolean', default: false } },
  });
  const heads = values.heads === undefined ? [] : readHeads(values.heads);
  process.env.LOG_LEVEL ??= 'error';
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).register();
  // Nobody who starts has to wait for a look.
  await endTurn(strapi);
  const isProved = await tellVerification(strapi, { heads, contents: values.contents });
  await strapi.destroy();
  process.exitCode = isProved ? 0 : 1;
}

verify().catch((error: unknown) => {
  if (error instanceof CommandRefusal) console.error(error.message);
  else console.error(explainStartupError(error) ?? error);
  process.exit(1);
});
