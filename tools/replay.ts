/**
 * `npm run replay`: plays a file of real service requests, or a whole invented town, through the HTTP interface of a fresh
 * server and checks every promise on the database afterwards. Its last line is one JSON object;
 * exit code 0 when all conditions are met, otherwise 1 with a sentence for each that is not.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createFreshDatabase } from './replay/database/fresh-database';
import { parseOptions, UnusableRequest, type ReplayOptions } from './replay/options';
import { createProgress } from './replay/progress';
import { runReplay, type ReplayResult, type Scene } from './replay/run-replay';
import { chooseScene } from './replay/spots/choose-scene';
import { describeReport } from './replay/spots/select-spots';

/** Sentences shown of each kind; a broken run has thousands. */
const MAX_SHOWN = 40;

async function main(): Promise<boolean> {
  const options = parseOptions(process.argv.slice(2));
  const scene = await chooseScene(options.source, options.seed);
  say(scene.reports.map(describeReport));
  const { summary, unmet } = await replay(options, scene);
  say(unmet);
  console.log(JSON.stringify(summary));
  return unmet.length === 0;
}

/** Runs in a folder and on a database of its own, which stay only when that is asked for. */
async function replay(options: ReplayOptions, scene: Scene): Promise<ReplayResult> {
  const stamp = new Date()
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
  const folder = resolve('.data', `replay-${stamp}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const database = await createFreshDatabase(options.database, folder);
  const { keep, contenders, seed } = options;
  try {
    const databaseEnv = database.env;
    const progress = createProgress();
    return await runReplay({ scene, databaseEnv, folder, contenders, seed, progress });
  } finally {
    const reach = await database.release(keep);
    if (keep) say([...reach, `What the clients were told: ${join(folder, 'journal.jsonl')}`]);
    else rmSync(folder, { recursive: true, force: true });
  }
}

function say(lines: readonly string[]): void {
  for (const line of lines.slice(0, MAX_SHOWN)) console.error(line);
  const hidden = lines.length - MAX_SHOWN;
  if (hidden > 0) console.error(`… and ${hidden} more`);
}

main().then(
  (isMet) => {
    process.exitCode = isMet ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof UnusableRequest ? error.message : error);
    process.exitCode = 1;
  },
);
