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

/** Sentences shown; a broken run has thousands. */
const MAX_SHOWN = 40;

async function main(): Promise<boolean> {
  const options = parseOptions(process.argv.slice(2));
  const name = `torture-${options.seed}-${process.pid}`;
  const folder = resolve('.data', name);
  const keepIn = resolve('.data', `${name}-violations`);
  mkdirSync(folder, { recursive: true });
  const say = (line: string) => console.error(line);
  try {
    const { summary, violations } = await runTorture({ ...options, folder, keepIn, say });
    for (const violation of violations.slice(0, MAX_SHOWN)) say(describeViolation(violation));
    if (violations.length > 0) say(`Seed ${options.seed}; histories and rows are in ${keepIn}`);
    if (summary.conflicts === 0) say('Nobody got in anybody’s way: there were no conflicts.');
    console.log(JSON.stringify(summary));
    return violations.length === 0 && summary.conflicts > 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
