import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Verified {
  readonly code: number | null;
  /** What it printed, complaints included. */
  readonly output: string;
}

/** What `npm run verify` does, told this and nothing of this process. */
export function runVerify(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Verified> {
  const child = spawn(process.execPath, [resolve('dist/tools/verify.js'), ...args], { env });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
  }
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output: chunks.join('') }));
  });
}
