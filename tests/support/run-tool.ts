import { spawn, type ChildProcess } from 'node:child_process';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { testEnv } from './server';

/** How a command ended, and all that it printed. */
export interface ToolOutcome {
  readonly code: number | null;
  readonly said: string;
}

export interface ToolOptions {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Told of the process, which it may end. */
  readonly watch?: (child: ChildProcess) => void;
}

/** Runs one of our commands as it was built, on a database, as an operator does. */
export function runTool(
  name: 'backup' | 'restore' | 'verify',
  databaseEnv: DatabaseEnv,
  options: ToolOptions = {},
): Promise<ToolOutcome> {
  return runScript(`dist/tools/${name}.js`, databaseEnv, options);
}

/** Runs any script of the checkout with what our servers are told. */
export function runScript(
  script: string,
  databaseEnv: DatabaseEnv,
  { args = [], env = {}, watch }: ToolOptions = {},
): Promise<ToolOutcome> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...testEnv(databaseEnv), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
  }
  watch?.(child);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, said: chunks.join('') }));
  });
}
