import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../replay/random';
import type { Recorder } from './history';
import type { Machinery, Node } from './nodes';
import type { Fault } from './options';
import { MOST_SKEW_MS } from './town/token-life';
import type { TownClock } from './town/town-clock';
import { isLikely } from './work/stage';

/** What can be broken. */
export interface Victims extends Machinery {
  /** Where contents of evidence lie. */
  readonly evidence: string;
  readonly clock: TownClock;
  readonly recorder: Recorder;
}

/** Breaks something and mends it again. */
type Harm = (victims: Victims, node: Node, random: Random) => Promise<void>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LOOK_AGAIN = 100;
/** Longer than a start takes on a busy machine. */
const PATIENCE = 120_000;
const SHORT_STOP_MS = [500, 8000] as const;
/** PostgreSQL ends transactions in which nothing happens for 30 s: whoever comes back has lost them. */
const LONG_STOP_MS = [32_000, 40_000] as const;
/** In percent of all stops. */
const LONG_STOPS = 20;
/** Less than the photos of the town have, so that they are cut somewhere. */
const MOST_LEFT_ON_DISK = 1500;

const HARMS: Readonly<Record<Fault, Harm>> = {
  async 'kill-node'(_victims, node, random) {
    await node.kill();
    await wait(random.integer(0, 1000));
    await node.restart();
  },
  async 'stop-node'(_victims, node, random) {
    node.pause();
    const [least, most] = isLikely(random, LONG_STOPS) ? LONG_STOP_MS : SHORT_STOP_MS;
    await wait(random.integer(least, most));
    node.resume();
  },
  async 'kill-postgres'({ postgres }, _node, random) {
    await postgres.kill();
    await wait(random.integer(0, 2000));
    await postgres.restart();
  },
  async 'stop-postgres'({ postgres }, _node, random) {
    await postgres.pause();
    await wait(random.integer(500, 6000));
    postgres.resume();
  },
  /** Cuts all connections, which may come back at once, on one side of a node or on the other. */
  async 'drop-connections'(_victims, { toPeople, toDatabase }, random) {
    const wire = random.pick([toPeople, toDatabase]);
    await wire.cut();
    await wait(random.integer(0, 1500));
    await wire.mend();
  },
  /** The system refuses to write more than the beginning of a file, as where a disk is full. */
  async 'disk-full'(_victims, node, random) {
    await node.limitFiles(random.integer(0, MOST_LEFT_ON_DISK));
    await wait(random.integer(1000, 4000));
    await node.limitFiles(null);
  },
  /** A file in the place of the folder, as where a volume is not mounted: nobody writes there. */
  async 'store-away'({ evidence }, _node, random) {
    const away = `${evidence}-away`;
    mkdirSync(evidence, { recursive: true });
    renameSync(evidence, away);
    writeFileSync(evidence, '');
    await wait(random.integer(1000, 4000));
    rmSync(evidence);
    renameSync(away, evidence);
  },
  /** All deadlines come nearer by minutes, in the middle of whatever is going on. */
  clock: ({ clock }, _node, random) => clock.leap(random.integer(MINUTE, 30 * MINUTE)),
  /** Comes back with a clock of its own that is off, which it keeps until it starts again. */
  async skew(_victims, node, random) {
    await (isLikely(random, 50) ? node.kill() : node.end());
    const off = random.integer(30 * SECOND, MOST_SKEW_MS);
    await node.restart(isLikely(random, 50) ? off : -off);
  },
};

const OF_ONE_NODE: readonly Fault[] = [
  'kill-node',
  'stop-node',
  'drop-connections',
  'disk-full',
  'skew',
];

/** Does one fault and waits until every node is ready again. */
export async function doFault(fault: Fault, victims: Victims, random: Random): Promise<void> {
  const { nodes, recorder } = victims;
  const node = random.pick(nodes);
  const from = recorder.now();
  await HARMS[fault](victims, node, random);
  await untilReady(nodes);
  const index = OF_ONE_NODE.includes(fault) ? node.index : null;
  recorder.fault({ fault, node: index, from, to: recorder.now() });
}

/** Throws when a node does not come back. */
export async function untilReady(nodes: readonly Node[]): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (const node of nodes) {
    while (!(await isReady(node))) {
      if (Date.now() > end) throw new Error(`Node ${node.index} is not ready.\n${node.output()}`);
      await wait(LOOK_AGAIN);
    }
  }
}

async function isReady({ url }: Node): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
