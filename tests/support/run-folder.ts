import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for what several processes of one run leave for each other. `npm test` has made one
 * for all of its sets; a set that runs alone makes its own, which goes when it is over.
 */
export function runFolder(): string {
  return (process.env.TEST_FOLDER ??= makeFolder());
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
