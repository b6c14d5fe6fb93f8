import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { PreparationFailed, prepare } from './prepare.mjs';

/** How soon we notice that npm is gone. */
const NPM_CHECK_MS = 500;

/**
 * Prepares the checkout, then runs dist/tools/NAME.js in its place: signals are passed on to it.
 * Resolves with the code to exit with.
 */
export async function runCommand(name, { args = [], env = {} } = {}) {
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
  const child = spawn(process.execPath, [`dist/tools/${name}.js`, ...args], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  endWithNpm();
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/**
 * npm ends at SIGTERM without passing it on, which would leave us running unseen; whoever loses
 * npm as its parent was meant, too.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) process.kill(process.pid, 'SIGTERM');
  }, NPM_CHECK_MS).unref();
}
