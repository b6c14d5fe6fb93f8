/**
 * `npm run torture -- --minutes N`: several servers on one PostgreSQL, a town full of people who get
 * in each other's way, and faults. Its last line is one JSON object; exit code 0 when every promise
 * was kept and people did meet, otherwise 1. See docs/torture.md.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { UnusableRequest } from './replay/options';
import { describeViolation } from './torture/keep-violations';
import { parseOptions } from './torture/options';
import { runTorture } from './torture/run-torture';
import { findFailure } from './torture/summary';

/** Sentences shown; a broken run has thousands. */
const MAX_SHOWN = 40;

async function main(): Promise<boolean> {
  const options = parseOptions(process.argv.slice(2));
  const name = `torture-${options.seed}-${process.pid}`;
  const folder = resolve('.data', name);
  const keepIn = resolve('.data', `${name}-violations`);
  mkdirSync(folder, { recursive: true });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  const say = (line: string) => console.error(line);
  const { summary, violations } = await runTorture({ ...options, folder, keepIn, say });
  for (const violation of violations.slice(0, MAX_SHOWN)) say(describeViolation(violation));
  if (violations.length > 0) say(`Histories and rows are in ${keepIn}`);
  const failure = findFailure(summary);
  if (failure !== null) say(failure);
  console.log(JSON.stringify(summary));
  return failure === null;
}

main().then(
  (isSound) => {
    process.exitCode = isSound ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof UnusableRequest ? error.message : error);
    process.exitCode = 1;
  },
);
