import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a script that has started a PostgreSQL, as `postgres`, in a temporary folder of its own. */
function runWithPostgres(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-postgres-test-'));
  chmodSync(folder, 0o755); // As root the server runs as another user.
  const start = `require('./dist/tools/postgres.js').startPostgres()`;
  const child = spawn(
    process.execPath,
    ['-e', `${start}.then(async (postgres) => { ${script} })`],
    { env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const started = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return { child, ended, started, leftBehind: () => readdirSync(folder) };
}

describe('a PostgreSQL of our own', () => {
  it.each([0, 3])('leaves the exit code %d alone', async (code) => {
    const run = runWithPostgres(`await postgres.stop(); process.exitCode = ${code};`);
    expect(await run.ended).toBe(code);
    expect(run.leftBehind()).toEqual([]);
  });

  it('goes when its process exits without stopping it', async () => {
    const run = runWithPostgres('process.exit(5);');
    expect(await run.ended).toBe(5);
    expect(run.leftBehind()).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('goes at %s', async (signal, code) => {
    const run = runWithPostgres('console.log("up"); setInterval(() => {}, 1000);');
    await run.started;
    run.child.kill(signal);
    expect(await run.ended).toBe(code);
    expect(run.leftBehind()).toEqual([]);
  });

  it('can be stopped when it was killed', async () => {
    const run = runWithPostgres('await postgres.kill(); await postgres.stop();');
    expect(await run.ended).toBe(0);
    expect(run.leftBehind()).toEqual([]);
  });

  it('comes back after a kill with what was committed, and goes on after a pause', async () => {
    const run = runWithPostgres(`
      await postgres.createDatabase('kept');
      await postgres.kill();
      await postgres.restart();
      const again = () => postgres.createDatabase('kept').catch((error) => error.code);
      const known = await again();
      await postgres.pause();
      const asked = again();
      postgres.resume();
      const answers = [known, await asked].join(' ');
      await postgres.stop();
      process.exitCode = answers === '42P04 42P04' ? 0 : 1;`);
    expect(await run.ended).toBe(0);
    expect(run.leftBehind()).toEqual([]);
  });

  it('comes back although a process of the killed one has not ended yet', async () => {
    const run = runWithPostgres(`
      const { Client } = require('pg');
      const client = new Client({ ...postgres, database: 'postgres' });
      client.on('error', () => {});
      await client.connect();
      const { rows: [{ pid }] } = await client.query('SELECT pg_backend_pid() AS pid');
      const { execFileSync } = require('node:child_process');
      const server = Number(execFileSync('ps', ['-o', 'ppid=', '-p', pid]));
      process.kill(pid, 'SIGSTOP');
      process.kill(server, 'SIGKILL');
      setTimeout(() => process.kill(pid, 'SIGKILL'), 1000);
      await postgres.restart();
      await postgres.createDatabase('again');
      await postgres.stop();`);
    expect(await run.ended).toBe(0);
    expect(run.leftBehind()).toEqual([]);
  });
});
