import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Asked } from '../load/drive';
import { startServerProcess } from '../../server-process';
import type { Stage } from '../stage';
import { askedBy } from './run-pgbench';
import { scriptOf, type Line, type Recording, type Sent } from './script';

/** The first requests of a server fetch what it remembers from then on. */
const MOST_REQUESTS = 10;

const QUIET_MS = 500;

/**
 * Finds out what a step sends to PostgreSQL, from a node that does nothing beside it: makes requests until
 * two after each other have sent the same statements.
 */
export async function recordStep(
  { env }: Stage,
  folder: string,
  next: () => Asked,
): Promise<readonly Line[]> {
  const file = join(folder, 'statements.jsonl');
  const node = await startServerProcess({
    ...env,
    PIONEER_JOBS: 'off',
    NODE_OPTIONS: `--require ${resolve('dist/tools/bench/work/tell-statements.js')}`,
    TELL_STATEMENTS: file,
  });
  try {
    let earlier: Recording | null = null;
    for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
      const recording = await record(node.url, file, next());
      const lines = earlier === null ? null : scriptOf(earlier, recording);
      if (lines !== null) return lines;
      earlier = recording;
    }
    throw new Error(`${MOST_REQUESTS} requests each sent other statements.`);
  } finally {
    await node.stop();
  }
}

async function record(url: string, file: string, asked: Asked): Promise<Recording> {
  const { method, path, token, body } = asked;
  writeFileSync(file, '');
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`);
  await answer.arrayBuffer();
  const told = (await readQuiet(file)).trim().split('\n');
  return { asked: askedBy(asked), sent: told.map((line) => JSON.parse(line) as Sent) };
}

/** Reads it once nothing is added any more: some of a request goes on after its answer. */
async function readQuiet(file: string): Promise<string> {
  for (let told = ''; ;) {
    await wait(QUIET_MS);
    const now = readFileSync(file, 'utf8');
    if (now === told) return told;
    told = now;
  }
}
