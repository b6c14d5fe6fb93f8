import { startServerProcess, type ServerProcess } from '../server-process';
import { startBalancer, type Balancer, type BalancerOptions } from './balancer';

export interface ClusterOptions extends Partial<BalancerOptions> {
  /** How many nodes. */
  readonly size: number;
  /** What every node is told, its database included. */
  readonly env: NodeJS.ProcessEnv;
  /** What the first is told besides; the others start when it is ready. */
  readonly firstEnv?: NodeJS.ProcessEnv;
}

/** Several nodes on one database behind a balancer, as in production. */
export interface Cluster {
  /** The address of the balancer. */
  readonly url: string;
  readonly nodes: readonly ServerProcess[];
  /** Stops a node as an operator does and starts it again, at another address. */
  restart(index: number): Promise<void>;
  /** Stops the nodes first, so that requests that run are answered. */
  stop(): Promise<void>;
}

/** Several times as long as it takes the balancer to notice. */
const DRAIN_DELAY_SECONDS = '2';

const HOST = '127.0.0.1';

/**
 * Starts the nodes at once, which wait for each other while they change the database, each on a
 * free port. Throws `ServerNotStarted` when one refuses to start, and leaves none behind then.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { size, firstEnv, host = HOST, port = 0 } = options;
  const balancer = await startBalancer({ host, port });
  const env = {
    PUBLIC_URL: balancer.url,
    TRUSTED_PROXIES: '1',
    DRAIN_DELAY_SECONDS,
    ...options.env,
    HOST,
    PORT: '0',
  };
  const nodes: ServerProcess[] = [];
  const start = async (index: number, more?: NodeJS.ProcessEnv) => {
    const node = await startServerProcess({ ...env, ...more });
    nodes[index] = node;
    balancer.add(node.url);
  };
  const stop = () => stopAll(nodes, balancer);
  try {
    if (firstEnv !== undefined) await start(0, firstEnv);
    const others = Array.from({ length: size }, (_, index) => index).filter((at) => !nodes[at]);
    // All of them have to be known before one that refused lets the others be stopped.
    const started = await Promise.allSettled(others.map((index) => start(index)));
    for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: balancer.url,
    nodes,
    async restart(index) {
      const node = nodes[index];
      await node?.stop();
      if (node) balancer.remove(node.url);
      await start(index);
    },
    stop,
  };
}

async function stopAll(nodes: readonly ServerProcess[], balancer: Balancer): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()));
  await balancer.stop();
}
