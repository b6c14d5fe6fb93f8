import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { memoryToldIn, readTold } from '../load/told-memory';

/** How a program ended, how long it took and how much memory it had at most. */
export interface MeasuredRun {
  readonly code: number | null;
  readonly said: string;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Node takes memory before it gives any back; with less to take, what is really held shows. */
const HEAP_MEGABYTES = 256;

/** Runs a built program of ours in a process of its own, from its start to its end. */
export async function runMeasured(
  script: string,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<MeasuredRun> {
  const file = join(folder, 'memory.txt');
  rmSync(file, { force: true });
  const startedAt = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, script], {
    env: { ...process.env, ...env, ...memoryToldIn(file) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => void said.push(chunk));
  }
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return { code, said: said.join(''), seconds, megabytes: readTold(file).most };
}
