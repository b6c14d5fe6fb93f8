/**
 * `npm test`: prepares the checkout, then runs the check and every test, on both databases and in
 * a time zone that is not ours. Starts its own PostgreSQL.
 *
 *   npm test                          everything
 *   npm test -- NAME                  the tests in files whose path holds NAME, without the check
 *   npm test -- --database sqlite     what needs this database only; or postgres
 */

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PreparationFailed, prepare } from './prepare.mjs';
import { endWithNpm } from './run-command.mjs';

const RUNS = [
  { title: 'rules and tools', projects: ['rules', 'tools'] },
  { title: 'HTTP on SQLite', projects: ['http'], database: 'sqlite' },
  { title: 'HTTP on PostgreSQL', projects: ['http'], database: 'postgres' },
  {
    title: 'HTTP on PostgreSQL, in Shanghai',
    projects: ['http'],
    database: 'postgres',
    env: { TZ: 'Asia/Shanghai' },
    // Starting, stopping and refusing know no hours, and take most of the time.
    without: 'tests/http/foundation/',
  },
  { title: 'several servers on PostgreSQL', projects: ['postgres'], database: 'postgres' },
];

const { values: options, positionals: patterns } = parseArgs({
  options: { database: { type: 'string' } },
  allowPositionals: true,
});
/** Tests leave their files in here, whoever they start can reach them, and all go at the end. */
const folder = mkdtempSync(join(tmpdir(), 'pioneer-test-'));
chmodSync(folder, 0o755);
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
// Leaving by `exit` gives everything that was started the chance to end with us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
endWithNpm();
process.exitCode = await test();

async function test() {
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
  const outcomes = [];
  if (patterns.length === 0) outcomes.push(await check());

  const runs = RUNS.filter(({ database }) => (options.database ?? database) === database);
  const postgres = runs.some(isOnPostgres) ? await startPostgres() : null;
  for (const run of runs) outcomes.push(await runJest(run, postgres));
  await postgres?.stop();

  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

function isOnPostgres({ database }) {
  return database === 'postgres';
}

/** Lint, format, rings and types together count as one test. */
async function check() {
  announce('check');
  const code = await run('npm', ['run', '--silent', 'check'], { WIREIT_CACHE: 'none' });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function startPostgres() {
  const tools = await import('../dist/tools/postgres.js');
  return await tools.startPostgres();
}

/** One run of jest; a file that cannot even be loaded counts as a failed test. */
async function runJest({ title, projects, database, env, without }, postgres) {
  announce(title);
  const file = join(folder, `${title}.json`);
  const args = ['--json', `--outputFile=${file}`, '--passWithNoTests'];
  if (without) args.push('--testPathIgnorePatterns', without);
  const code = await run(
    process.execPath,
    ['node_modules/jest/bin/jest.js', ...patterns, '--selectProjects', ...projects, ...args],
    {
      ...env,
      TMPDIR: folder,
      ...(database && { TEST_DATABASE: database }),
      ...(isOnPostgres({ database }) && { TEST_POSTGRES: JSON.stringify(postgres) }),
    },
  );
  const counts = readResult(file);
  if (counts === null) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  return { passed: counts.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // Jest ended before it had a result.
  }
}

function announce(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 80 - title.length))}`);
}

/** Runs a command that prints for itself; resolves with its exit code. */
function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
    const endWithUs = () => child.kill();
    process.once('exit', endWithUs);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', endWithUs);
      resolve(code ?? 1);
    });
  });
}
