import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Has the system cut every file that a process writes from now on at so many bytes, as a disk does
 * that is full; with `null` no longer. Needs `prlimit`, which Linux has, and no special rights.
 */
export async function limitFiles(pid: number, bytes: number | null): Promise<void> {
  // The soft limit: whoever may lower that may also raise it again.
  await run('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`]);
}
