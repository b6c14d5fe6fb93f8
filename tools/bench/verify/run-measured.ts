import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

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
export async function runMeasured(script: string, env: NodeJS.ProcessEnv): Promise<MeasuredRun> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      '--require',
      resolve('dist/tools/bench/verify/tell-peak.js'),
      script,
    ],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const [said, peak] = [[child.stdout, child.stderr], [child.stdio[3]]].map((streams) => {
    const chunks: string[] = [];
    for (const stream of streams) stream?.on('data', (chunk) => void chunks.push(String(chunk)));
    return chunks;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  return {
    code,
    said: (said ?? []).join(''),
    seconds: (performance.now() - startedAt) / 1000,
    megabytes: Number((peak ?? []).join('').trim().split('\n').at(-1)) / 1024,
  };
}
