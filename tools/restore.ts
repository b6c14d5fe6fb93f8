/**
 * `npm run restore -- FILE`: makes the configured database, evidence store and Media Library what
 * they were when FILE was written, by `npm run backup` or by `strapi export --no-encrypt`.
 *
 *   --replace               give up the town that is there
 *   --evidence FOLDER       copies of evidence, where FILE is an export, which holds none
 *   --accept-differences    take what does not verify, or is not there, as it is
 *   --recover               instead of FILE: bring a restore that was interrupted to an end
 */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createStrapi, type Core } from '@strapi/strapi';
import { pioneerService, type RestoreSummary } from 'strapi-plugin-pioneer/contract';
import { explainCommandError } from './explain-command-error';

const USAGE =
  'Usage: npm run restore -- FILE [--replace] [--evidence FOLDER] [--accept-differences], ' +
  'or npm run restore -- --recover';

async function restore(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file, ...more] = positionals;
  if ((file === undefined) !== (values.recover ?? false) || more.length > 0) throw new Misused();
  process.env.LOG_LEVEL ??= 'error';
  // Tells our own connections to PostgreSQL from those of servers.
  process.env.PGAPPNAME = `beautiful-pioneer restore ${process.pid}`;
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).register();
  try {
    await restoreInto(strapi, file, values);
  } finally {
    // Lets go of the database also when it refuses: SQLite would leave its log behind, full of nothing.
    await strapi.destroy();
  }
}

async function restoreInto(
  strapi: Core.Strapi,
  file: string | undefined,
  values: ReturnType<typeof readArguments>['values'],
): Promise<void> {
  const service = pioneerService(strapi, 'backup');
  if (file === undefined) {
    await service.recover();
    console.log('The interrupted restore was brought to an end.');
    return;
  }
  const summary = await service.restore({
    file: resolve(file),
    isReplacing: values.replace ?? false,
    acceptsDifferences: values['accept-differences'] ?? false,
    evidenceFolder: values.evidence === undefined ? null : resolve(values.evidence),
  });
  tell(file, summary);
}

class Misused extends Error {}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        replace: { type: 'boolean' },
        'accept-differences': { type: 'boolean' },
        evidence: { type: 'string' },
        recover: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Misused(undefined, { cause: error });
  }
}

function tell(file: string, summary: RestoreSummary): void {
  const { rows, events, addedEvidence, differences } = summary;
  console.log(
    `${file} is restored: ${rows} rows and ${events} events verified, ${differences} difference(s), ` +
      `${addedEvidence} files of evidence put into the store. Everybody signs in again.`,
  );
}

restore().catch((error: unknown) => {
  console.error(error instanceof Misused ? USAGE : (explainCommandError(error) ?? error));
  process.exit(1);
});
