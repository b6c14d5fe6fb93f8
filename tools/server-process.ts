import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** What a server says once it can be used; sent over IPC by serve.ts. */
export interface ReadyMessage {
  readonly type: 'ready';
  /** Where it listens, without a path: `http://127.0.0.1:1337`. */
  readonly url: string;
  /** The one-time address that makes the first administrator; null when there is one. */
  readonly firstAdministratorUrl: string | null;
  /** Where the accounts of a demonstration town are written, if there is one. */
  readonly passwordsFile: string;
}

export interface ServerProcess extends Omit<ReadyMessage, 'type'> {
  readonly pid: number;
  /** All that the server was started with. */
  readonly env: NodeJS.ProcessEnv;
  /** Everything that it has printed so far. */
  output(): string;
  /** Has what it prints from now on heard, too. */
  hear(listener: (text: string) => void): void;
  /** Its exit code when it has ended; null after a kill. */
  readonly ended: Promise<number | null>;
  /** Sends a signal and waits for the end; resolves with the exit code, null after a kill. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Asks it to end, as an operator does: requests that run are answered first. */
  stop(): Promise<number | null>;
}

/** The server ended before it was ready: what it printed says why. */
export class ServerNotStarted extends Error {
  constructor(
    readonly exitCode: number | null,
    readonly output: string,
  ) {
    super(`The server ended with code ${exitCode} before it was ready.\n${output}`);
    this.name = 'ServerNotStarted';
  }
}

/**
 * Starts the built server, or another program that says when it is ready, as a process of its own,
 * with `env` on top of ours, and waits for it. Throws `ServerNotStarted` when it refuses to.
 */
export async function startServerProcess(
  env: NodeJS.ProcessEnv,
  program = 'dist/tools/serve.js',
): Promise<ServerProcess> {
  const merged = { ...process.env, ...env };
  // Whoever debugs this process does not want its port taken by the child.
  const child = fork(resolve(program), {
    env: merged,
    execArgv: [],
    silent: true,
    // Ctrl + C in a terminal is for us, who end it in its turn.
    detached: true,
  });
  const output = collectOutput(child);
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const endWithUs = () => child.kill('SIGKILL');
  // Before anybody else tidies up, or it would go on writing into what is deleted.
  process.prependOnceListener('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));

  const ready = await Promise.race([waitUntilReady(child), ended]);
  const { pid } = child;
  if (ready === null || typeof ready === 'number' || pid === undefined) {
    throw new ServerNotStarted(child.exitCode, output());
  }

  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const hear = (listener: (text: string) => void) => {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', listener);
  };
  const { type: _type, ...facts } = ready;
  return { ...facts, pid, env: merged, output, hear, ended, kill, stop: () => kill('SIGTERM') };
}

function waitUntilReady(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('message', (message) => {
      if (isReadyMessage(message)) resolve(message);
    });
  });
}

function isReadyMessage(message: unknown): message is ReadyMessage {
  return (message as Partial<ReadyMessage> | null)?.type === 'ready';
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
  }
  return () => chunks.join('');
}
