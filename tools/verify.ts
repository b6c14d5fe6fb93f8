/**
 * `npm run verify`: proves the record of the configured database. Exit code 0 when every row is
 * what its events say and everything derived follows; otherwise 1, naming table, id and column.
 *
 *   npm run verify -- --heads FILE    also that the chain leads to the heads of a file, the one of
 *                                     RECORD_HEADS_FILE as it was copied elsewhere
 *   npm run verify -- --contents      also every byte of evidence, which takes longer
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createStrapi } from '@strapi/strapi';
import { explainStartupError } from '../src/startup/explain-startup-error';
import { endTurn } from '../src/startup/one-at-a-time';

interface KeptHead {
  readonly date: string;
  readonly seq: number;
  readonly hash: string;
}

interface VerifyOptions {
  readonly heads: readonly KeptHead[];
  readonly contents: boolean;
}

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

interface RecordService {
  verify(options: VerifyOptions): Promise<Verification>;
}

/** A line of the file of heads: a day, the place of its last seal and that seal's hash. */
const HEAD = /^(?<date>\d{4}-\d{2}-\d{2}) (?<seq>\d+) (?<hash>[0-9a-f]{64})$/;

/** The command was given something else than it takes. */
class WrongUse extends Error {}

async function verify(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  process.env.LOG_LEVEL ??= 'error';
  // Registered and never started: a start changes the schema, protects the record again and seals
  // what has no seal, and so would hide what is to be found.
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).register();
  await endTurn(strapi);
  const record: RecordService = strapi.plugin('pioneer').service('record');
  const { rows, events, findings, hasMore } = await record.verify(options);
  for (const finding of findings) console.error(sentenceOf(finding));
  const differences = `${findings.length}${hasMore ? ' or more' : ''} difference(s)`;
  console.log(`${rows} rows and ${events} events verified, ${differences}`);
  await strapi.destroy();
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function optionsOf(args: readonly string[]): VerifyOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { heads: { type: 'string' }, contents: { type: 'boolean', default: false } },
  });
  return {
    contents: values.contents,
    heads: values.heads === undefined ? [] : readHeads(values.heads),
  };
}

function readHeads(file: string): KeptHead[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (lines.length === 0) throw new WrongUse(`${file} is empty; expected the heads of some days.`);
  return lines.map((line, place) => {
    const { date = '', seq, hash = '' } = HEAD.exec(line)?.groups ?? {};
    if (seq === undefined) {
      throw new WrongUse(
        `Line ${place + 1} of ${file} is "${line}"; expected a day, a number and a hash.`,
      );
    }
    return { date, seq: Number(seq), hash };
  });
}

function sentenceOf({ table, id, column, recorded, found }: Finding): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${table} ${id} ${column}: the record says ${shown(recorded)}, found ${shown(found)}`;
}

verify().catch((error: unknown) => {
  console.error(error instanceof WrongUse ? error.message : (explainStartupError(error) ?? error));
  process.exit(1);
});
