/**
 * `npm test`: prepares the checkout, then runs the check and the tests, on both databases and in
 * a time zone that is not ours, side by side. Starts its own PostgreSQL.
 *
 *   npm test                          the check and all tests but those of operations
 *   npm test -- NAME                  those in files whose path holds NAME, without the check
 *   npm test -- --database sqlite     what needs this database only; or postgres
 *   npm run test:operations           back-ups, nodes, restarts, outages, the packed plugin
 *   npm run test:operations -- NAME   those in files whose path holds NAME
 */

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PreparationFailed, prepare } from './prepare.mjs';
import { endWithNpm } from './run-command.mjs';

const { PRIORITY_LOW } = constants.priority;

/** Of a core that two want, this one gets a third. */
const BEHIND = 3;

/** Wherever this machine stands; PostgreSQL, which has types for moments, is away from Greenwich. */
const POSTGRES = { database: 'postgres', env: { TZ: 'Asia/Shanghai' } };
const SQLITE = { database: 'sqlite', env: { TZ: 'UTC' } };

/**
 * The longest first and ahead of the others, so that it is not left over at the end, when it alone
 * would use one core. Towns come later: the first two have made by then what towns begin with.
 */
const RUNS = [
  { name: 'postgres', projects: ['http'], ...POSTGRES },
  { name: 'sqlite', projects: ['http'], ...SQLITE, priority: BEHIND },
  { name: 'tools', projects: ['rules', 'tools'], priority: BEHIND },
  { name: 'towns on postgres', projects: ['towns'], ...POSTGRES, priority: BEHIND },
  { name: 'towns on sqlite', projects: ['towns'], ...SQLITE, priority: BEHIND },
  { name: 'servers', projects: ['postgres'], database: 'postgres', priority: BEHIND },
];

/** What an operator does: most of its time goes into starting servers, commands and databases. */
const OPERATIONS = [
  { name: 'backup', projects: ['backup'], needsPostgres: true },
  { name: 'nodes', projects: ['nodes'], needsPostgres: true },
  { name: 'package', projects: ['package', 'panel'] },
  { name: 'restarts on postgres', projects: ['restarts'], ...POSTGRES },
  { name: 'restarts on sqlite', projects: ['restarts'], ...SQLITE },
  { name: 'outages', projects: ['outages'], database: 'postgres' },
];
const LONGEST_NAME = 20;
const DATABASES = ['sqlite', 'postgres'];

const { values: options, positionals: patterns } = parseArgs({
  options: { database: { type: 'string' }, operations: { type: 'boolean', default: false } },
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
  if (!DATABASES.includes(options.database ?? DATABASES[0])) {
    console.error(`--database is "${options.database}"; expected ${DATABASES.join(' or ')}.`);
    return 1;
  }
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
  const { default: pLimit } = await import('p-limit');
  // One more than there are cores: each set waits now and then, for a database or for its time.
  const limit = pLimit(availableParallelism() + 1);
  const all = options.operations ? OPERATIONS : RUNS;
  const runs = all.filter(({ database }) => (options.database ?? database) === database);
  const postgres = runs.some(usesPostgres) ? await startPostgres() : null;
  const tests = runs.map((one) => limit(() => measured(one.name, () => runVitest(one, postgres))));
  // Last and behind them all: towards the end the long ones leave a core idle now and then.
  const isWhole = patterns.length === 0 && !options.operations;
  const checks = isWhole ? [limit(() => measured('check', check))] : [];
  const outcomes = await Promise.all([...tests, ...checks]);
  await postgres?.stop();

  if (outcomes.every(({ passed, failed }) => passed + failed === 0)) {
    const scope = options.database ? ` among those on ${options.database}` : '';
    console.error(`\nNo test's path holds "${patterns.join('" or "')}"${scope}; nothing was run.`);
    return 1;
  }
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log();
  for (const { name, passed, failed, seconds } of outcomes) {
    say(name, `${passed} passed, ${failed} failed in ${seconds} s`);
  }
  for (const { name, failures = [] } of outcomes) {
    for (const failure of failures) say(name, `failed: ${failure}`);
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

async function measured(name, work) {
  const started = Date.now();
  const counts = await work();
  return { name, ...counts, seconds: Math.round((Date.now() - started) / 1000) };
}

function usesPostgres({ database, needsPostgres = false }) {
  return database === 'postgres' || needsPostgres;
}

/** Lint, format, rings and types together count as one test. */
async function check() {
  const env = { WIREIT_CACHE: 'none', WIREIT_LOGGER: 'simple' };
  const code = await run('check', 'npm', ['run', '--silent', 'check'], env, PRIORITY_LOW);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function startPostgres() {
  const tools = await import('../dist/tools/postgres.js');
  return await tools.startPostgres({ isThrowaway: true });
}

/** One run of Vitest; a file that cannot even be loaded counts as a failed test. */
async function runVitest(one, postgres) {
  const { name, projects, database, env, priority } = one;
  const file = join(folder, `${name}.json`);
  const code = await run(
    name,
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...patterns,
      ...projects.map((project) => `--project=${project}`),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    {
      ...env,
      TMPDIR: folder,
      TEST_FOLDER: folder,
      ...(!process.stdout.isTTY && { NO_COLOR: '1' }),
      ...(database && { TEST_DATABASE: database }),
      ...(usesPostgres(one) && { TEST_POSTGRES: JSON.stringify(postgres) }),
    },
    priority,
  );
  const { numPassedTests: passed, numFailedTests: failed, testResults } = readResult(file);
  const failures = testResults.filter(({ status }) => status === 'failed').flatMap(namesOfFailed);
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), failures };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Vitest ended before it had a result.
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

/** What failed in one file, said once more at the end, where somebody looks for it. */
function namesOfFailed({ name, message, assertionResults }) {
  const path = relative(process.cwd(), name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return failed.map(({ fullName }) => `${path}: ${fullName}`);
  // The file, or what its tests stand on, failed before they began.
  const skipped = assertionResults.find(({ status }) => status === 'skipped');
  return [`${path}: ${skipped ? `never came to "${skipped.fullName}"` : message.split('\n')[0]}`];
}

/** One line of one run; they come as they happen, so each says where it is from. */
function say(name, line) {
  console.log(`${name.padEnd(LONGEST_NAME)} │ ${line}`);
}

/** Runs a command and passes its lines on; resolves with its exit code. */
function run(name, command, args, env, priority) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio });
    if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => say(name, line));
    }
    const endWithUs = () => child.kill();
    process.once('exit', endWithUs);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', endWithUs);
      resolve(code ?? 1);
    });
  });
}
