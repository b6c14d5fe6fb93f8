/**
 * `npm run cluster`: several nodes on a PostgreSQL of their own, behind a balancer, on one address.
 * All of it ends with the command, data included.
 *
 *   npm run cluster -- --nodes 3    how many nodes; 2
 *   npm run cluster -- --demo       with the demonstration town of `npm start`
 *
 * The balancer listens on HOST and PORT (127.0.0.1 and 1337); every other variable is the nodes'.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { explainStartupError } from '../src/startup/explain-startup-error';
import { StartupRefusal } from '../src/startup/startup-refusal';
import { startCluster, type Cluster } from './cluster/start-cluster';
import { startPostgresApart } from './cluster/postgres-apart';
import { greet } from './greet';
import { refusalOf } from './listen';

const USAGE = 'Usage: npm run cluster -- [--nodes NUMBER] [--demo]';

/** What one machine can carry; more would only wait for each other. */
const MOST_NODES = 9;

async function runCluster(): Promise<void> {
  const { size, hasDemonstration } = readOptions();
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-cluster-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const address = { host: process.env.HOST ?? '127.0.0.1', port: Number(process.env.PORT ?? 1337) };
  const toldToStop = untilToldToStop();
  let isRunning = false;
  // Whoever waits for the start no longer need not see its end: what was started ends with us.
  void toldToStop.then(() => isRunning || process.exit(1));

  console.log('数据库 PostgreSQL …');
  const postgres = await startPostgresApart('pioneer');
  try {
    console.log(`节点 Nodes: ${size} …`);
    const cluster = await startCluster({
      ...address,
      size,
      env: {
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
        EVIDENCE_FOLDER: join(folder, 'evidence'),
        RECORD_HEADS_FILE: join(folder, 'record-heads.txt'),
        ...postgres.databaseEnv,
      },
      ...(hasDemonstration && { firstEnv: { PIONEER_DEMONSTRATION: 'on' } }),
    }).catch((error: Error) => {
      throw refusalOf(error, address);
    });
    isRunning = true;
    tellWhatHappens(cluster);
    await toldToStop;
    await cluster.stop();
    // The folder of this town's accounts, which is named after its database.
    for (const { passwordsFile } of cluster.nodes) {
      rmSync(dirname(passwordsFile), { recursive: true, force: true });
    }
  } finally {
    await postgres.stop();
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        nodes: { type: 'string', default: '2' },
        demo: { type: 'boolean', default: false },
      },
    });
    const size = Number(values.nodes);
    if (!Number.isInteger(size) || size < 1 || size > MOST_NODES) throw new Error('nodes');
    return { size, hasDemonstration: values.demo };
  } catch (error) {
    throw new StartupRefusal(`${USAGE}, with 1 to ${MOST_NODES} nodes.`, { cause: error });
  }
}

/** Says where everything is, and later what the nodes say. */
function tellWhatHappens({ url, nodes }: Cluster): void {
  for (const [index, node] of nodes.entries()) {
    const say = (text: string) => console.log(text.trimEnd().replace(/^/gm, `${index + 1} │ `));
    say(node.url);
    node.hear(say);
    void node.ended.then((code) => say(`ended with code ${code}`));
  }
  for (const { firstAdministratorUrl, passwordsFile } of nodes.slice(0, 1)) {
    greet({ url, firstAdministratorUrl, passwordsFile });
  }
}

function untilToldToStop(): Promise<unknown> {
  return Promise.race(
    ['SIGINT', 'SIGTERM', 'SIGHUP'].map(
      (signal) => new Promise((told) => process.once(signal, told)),
    ),
  );
}

runCluster().catch((error: unknown) => {
  console.error(explainStartupError(error) ?? error);
  process.exitCode = 1;
});
