import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PostgreSQL and two nodes with new tables, on a busy machine. */
const PATIENCE = 180_000;

/** The command as a person runs it, whose files come into a folder of their own. */
function runTorture(env: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-torture-test-'));
  chmodSync(folder, 0o755); // As root PostgreSQL runs as another user.
  const child = spawn(process.execPath, ['dist/tools/torture.js', '--minutes', '5'], {
    env: { ...process.env, ...env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const isOurs = (name: string) => name.startsWith('torture-') && name.includes(`-${child.pid}`);
  return {
    child,
    ended,
    said: () => said,
    leftBehind: () => [...readdirSync(folder), ...readdirSync('.data').filter(isOurs)],
  };
}

describe('npm run torture', () => {
  it(
    'leaves nothing behind when it is told to stop',
    async () => {
      const run = runTorture();
      await expect.poll(run.said, { timeout: PATIENCE / 2 }).toContain('Working for');
      run.child.kill('SIGINT');

      expect(await run.ended).toBe(130);
      expect(run.leftBehind()).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'leaves nothing behind when a node does not start',
    async () => {
      const run = runTorture({ TOWN_TIME_ZONE: 'Nowhere' });

      expect(await run.ended).toBe(1);
      expect(run.said()).toMatch(/"timeZone" is "Nowhere"/);
      expect(run.leftBehind()).toEqual([]);
    },
    PATIENCE,
  );
});
