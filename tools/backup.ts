/**
 * `npm run backup [-- FILE]`: everything that the configured town is, in one file, while it works:
 * rows, evidence and the Media Library. Without FILE it lands in .data/backups under its moment.
 *
 * Exit code 0 when all of it is there; 1 when nothing was written, or files that rows name are lost.
 */

import { join, resolve } from 'node:path';
import { createStrapi } from '@strapi/strapi';
import { pioneerService } from 'strapi-plugin-pioneer/contract';
import { explainCommandError } from './explain-command-error';

/** Sentences that a person still reads. */
const MAX_SHOWN = 10;

async function backup(file: string): Promise<void> {
  // Looking must not change anything: no deadlines are kept meanwhile.
  process.env.PIONEER_JOBS = 'off';
  process.env.LOG_LEVEL ??= 'error';
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).load();
  const summary = await pioneerService(strapi, 'backup').write(file);
  await strapi.destroy();
  const { rows, head, evidence, uploads } = summary;
  const many = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const end = head === null ? 'nothing is sealed' : `the chain ends with ${head.seq} ${head.hash}`;
  console.log(
    `${file}: ${many} rows, ${evidence} files of evidence and ${uploads} of the Media Library; ${end}`,
  );
  const lost = [
    ...summary.missingEvidence.map((key) => `evidence ${key}`),
    ...summary.missingUploads.map((name) => `Media Library ${name}`),
  ];
  if (lost.length === 0) return;
  for (const name of lost.slice(0, MAX_SHOWN)) console.error(`${name}: a row names it, it is lost`);
  if (lost.length > MAX_SHOWN) console.error(`… and ${lost.length - MAX_SHOWN} more`);
  process.exitCode = 1;
}

/** 2026-10-01T02-03-04Z: a moment that every file system takes as a name. */
function defaultFile(): string {
  const moment = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  return join('.data', 'backups', `pioneer-${moment}Z.tar.gz`);
}

backup(resolve(process.argv[2] ?? defaultFile())).catch((error: unknown) => {
  console.error(explainCommandError(error) ?? error);
  process.exit(1);
});
