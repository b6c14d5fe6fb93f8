/**
 * `npm run verify`: proves the record of the configured database. Exit code 0 when every row is
 * what its events say and everything derived follows; otherwise 1, naming table, id and column.
 */

import { createStrapi } from '@strapi/strapi';
import { explainStartupError } from '../src/startup/explain-startup-error';

interface Finding {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly recorded: unknown;
  readonly found: unknown;
}

interface Verification {
  readonly rows: number;
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly hasMore: boolean;
}

async function verify(): Promise<void> {
  // Looking must not change anything: no deadlines are kept meanwhile.
  process.env.PIONEER_JOBS = 'off';
  process.env.LOG_LEVEL ??= 'error';
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).load();
  const record: { verify(): Promise<Verification> } = strapi.plugin('pioneer').service('record');
  const { rows, events, findings, hasMore } = await record.verify();
  for (const finding of findings) console.error(sentenceOf(finding));
  const differences = `${findings.length}${hasMore ? ' or more' : ''} difference(s)`;
  console.log(`${rows} rows and ${events} events verified, ${differences}`);
  await strapi.destroy();
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function sentenceOf({ table, id, column, recorded, found }: Finding): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${table} ${id} ${column}: the record says ${shown(recorded)}, found ${shown(found)}`;
}

verify().catch((error: unknown) => {
  console.error(explainStartupError(error) ?? error);
  process.exit(1);
});
