import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { send } from '../../support/http';
import { testEnv } from '../../support/server';

/** PostgreSQL, two nodes and their tables. */
const PATIENCE = 180_000;

/** The command as an operator runs it, whose files come into a folder of their own. */
function runCluster(...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-cluster-test-'));
  chmodSync(folder, 0o755); // As root PostgreSQL runs as another user.
  const child = spawn(process.execPath, ['dist/tools/cluster.js', ...args], {
    env: { ...process.env, ...testEnv({}), LOG_LEVEL: 'warn', TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    ended,
    said: () => said,
    addresses: () => [...said.matchAll(/^\d │ (http:\S+)$/gm)].map(([, url]) => url ?? ''),
    leftBehind: () => readdirSync(folder),
  };
}

describe('npm run cluster', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'serves the town at one address by two nodes, and leaves nothing behind after %s',
    async (signal) => {
      const cluster = runCluster('--nodes', '2');
      await expect.poll(cluster.said, { timeout: PATIENCE / 2 }).toContain('Ctrl + C');
      const [, url = ''] = /Site +(http:\S+)\/$/m.exec(cluster.said()) ?? [];
      const nodes = cluster.addresses();

      expect(new Set([...nodes, url]).size).toBe(3);
      for (const one of [...nodes, url]) {
        expect((await send({ url: one, path: '/api/stories' })).status).toBe(200);
      }
      cluster.child.kill(signal);
      expect(await cluster.ended).toBe(0);
      expect(cluster.leftBehind()).toEqual([]);
      for (const one of nodes) await expect(send({ url: one, path: '/livez' })).rejects.toThrow();
    },
    PATIENCE,
  );

  it(
    'leaves nothing behind when it is stopped while it starts',
    async () => {
      const cluster = runCluster();
      await expect.poll(cluster.said, { timeout: PATIENCE / 2 }).toContain('节点');
      cluster.child.kill('SIGINT');

      expect(await cluster.ended).toBe(1);
      expect(cluster.leftBehind()).toEqual([]);
    },
    PATIENCE,
  );

  it.each([['--nodes', '0'], ['--nodes', 'many'], ['--knots']])(
    'says how it is used instead of %s %s',
    async (...args) => {
      const cluster = runCluster(...args.filter(Boolean));

      expect(await cluster.ended).toBe(1);
      expect(cluster.said()).toMatch(/^Usage: npm run cluster/);
      expect(cluster.leftBehind()).toEqual([]);
    },
  );
});
