/**
 * Brings a checkout, fresh or old, to the point where it can run: packages, secrets, build. Does
 * what is missing or stale and nothing else. Built into Node only, because it runs before
 * anything is installed.
 */

import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isInstallationCurrent } from './installation.mjs';
import { showProgress } from './progress.mjs';

const ENV_FILE = '.env';
const OLDEST_NODE = 20;

/** What the wireit scripts make, for people. */
const BUILDS = {
  'plugins/pioneer:build': 'plugin 插件',
  'build:app': 'application 应用',
  'build:admin': 'admin panel 管理后台 (half a minute)',
};

/** A step that could not be done; its message is all that a person needs to read. */
export class PreparationFailed extends Error {}

export async function prepare() {
  assertNodeIsNewEnough();
  await installPackages();
  if (process.env.NODE_ENV !== 'production') writeMissingSecrets();
  await buildWhatIsStale();
}

function assertNodeIsNewEnough() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new PreparationFailed(
    `Node ${process.versions.node} was found, ${OLDEST_NODE} or later is needed. Install it from https://nodejs.org and try again.`,
  );
}

async function installPackages() {
  if (isInstallationCurrent()) return;
  // Build tools are dev dependencies, and in production it is built here, too.
  const quietly = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await showProgress('Installing packages 安装依赖 (a few minutes the first time)', () =>
    run('npm', ['ci', ...quietly]),
  );
}

/**
 * Makes the secrets that neither the environment nor `.env` holds, and leaves those that are
 * there alone. Never in production: nodes that invent their own would not know each other's
 * sessions, so there start-up names what is missing instead.
 */
function writeMissingSecrets() {
  const secret = () => randomBytes(32).toString('base64');
  const secrets = {
    APP_KEYS: () => `${secret()},${secret()}`,
    API_TOKEN_SALT: secret,
    ADMIN_JWT_SECRET: secret,
    TRANSFER_TOKEN_SALT: secret,
    JWT_SECRET: secret,
    ENCRYPTION_KEY: secret,
    PIONEER_SECRET: secret,
  };
  const text = existsSync(ENV_FILE) ? readFileSync(ENV_FILE, 'utf8') : '';
  const isKnown = (name) => process.env[name] || new RegExp(`^${name}=.`, 'm').test(text);
  const missing = Object.entries(secrets).filter(([name]) => !isKnown(name));
  if (missing.length === 0) return;

  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  const lines = missing.map(([name, make]) => `${name}=${make()}\n`);
  writeFileSync(ENV_FILE, text + separator + lines.join(''), { mode: 0o600 });
  chmodSync(ENV_FILE, 0o600); // The mode above counts only for a file that is new.
}

/** wireit compares the content of every input with what was last built from it. */
async function buildWhatIsStale() {
  await showProgress('Building what has changed 构建', (detail) =>
    run('npm', ['run', '--silent', 'build'], {
      env: { ...process.env, WIREIT_LOGGER: 'simple', WIREIT_CACHE: 'none' },
      onLine(line) {
        const script = /\[([^\]]+)\] Running command/.exec(line)?.[1];
        if (script in BUILDS) detail(BUILDS[script]);
      },
    }),
  );
}

/** Runs a command and keeps what it prints to itself, unless it fails. */
function run(command, args, { env = process.env, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      for (const line of String(chunk).split('\n')) onLine(line);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const what = [command, ...args].join(' ');
      reject(new PreparationFailed(`${output.trim()}\n\n"${what}" ended with code ${code}.`));
    });
  });
}
