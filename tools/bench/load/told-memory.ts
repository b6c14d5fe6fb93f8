import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const MEGABYTE = 1024 * 1024;

/** Has a program tell in this file, from its start on, how much memory it has. */
export function memoryToldIn(file: string): NodeJS.ProcessEnv {
  const teller = resolve('dist/tools/bench/load/tell-memory.js');
  return { NODE_OPTIONS: `--require ${teller}`, TELL_MEMORY: file };
}

/** What it told last, in megabytes. */
export function readTold(file: string): { readonly now: number; readonly most: number } {
  // After the last line's end there is nothing yet.
  const last = readFileSync(file, 'utf8').split('\n').at(-2) ?? '';
  const [now, most] = last.split(' ').map((bytes) => Number(bytes) / MEGABYTE) as [number, number];
  return { now, most };
}
