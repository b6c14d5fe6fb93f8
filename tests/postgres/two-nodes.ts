import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { startCluster, type Cluster } from '../../tools/cluster/start-cluster';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import type { ServerProcess } from '../../tools/server-process';
import { registerAdministrator, type AdministratorSession } from '../support/administrator';
import { send, type Answer, type WireRequest } from '../support/http';
import type { Member } from '../support/people';
import { newDatabase, testEnv } from '../support/server';
import { townAt, type Town } from '../support/town';

/** Two server processes on one PostgreSQL, as behind a load balancer, which tests go past. */
export interface TwoNodes {
  /** The town as the first node serves it. */
  readonly town: Town;
  readonly urls: NodePair['urls'];
  readonly databaseEnv: DatabaseEnv;
  /** The same member, by turns at one node and at the other. */
  at(turn: number, member: Member): Call;
  /** The administrator, likewise. */
  administratorAt(turn: number): Call;
  /** Somebody who is not signed in, likewise. */
  visitorAt(turn: number): Call;
  /** A request past the typed client, likewise. */
  sendAt(turn: number, request: Omit<WireRequest, 'url'>): Promise<Answer>;
  /** Has a node keep deadlines, do jobs and count, which none does by itself here. */
  workAt(turn: number): Promise<string>;
  /** Leaves them; who has started them stops them. */
  leave(): Promise<void>;
}

/** Where two nodes are, as it can be told to another process. */
export interface NodePair {
  readonly urls: readonly [string, string];
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
  readonly administrator: AdministratorSession;
}

/**
 * Connections and time enough for every request of a race, also on a busy machine, and no sweep
 * that nobody asked for: what happens is decided by rows alone.
 */
export const ROOM = {
  DATABASE_POOL_MAX: '25',
  DATABASE_LOCK_TIMEOUT: '20000',
  DATABASE_STATEMENT_TIMEOUT: '20000',
  PIONEER_JOBS: 'off',
  // Tests ask the nodes themselves, past the balancer: nobody stands before them.
  TRUSTED_PROXIES: '0',
};

export interface TestCluster extends Cluster {
  readonly pair: NodePair;
}

/** Starts two nodes on a new database, as `npm run cluster` does. */
export async function startTwoNodes(env: NodeJS.ProcessEnv = ROOM): Promise<TestCluster> {
  const databaseEnv = await newDatabase('postgres');
  const told = { ...testEnv(databaseEnv), ...env };
  const cluster = await startCluster({ size: 2, env: told });
  const [first, second] = cluster.nodes as [ServerProcess, ServerProcess];
  const pair: NodePair = {
    urls: [first.url, second.url],
    databaseEnv,
    evidenceFolder: told.EVIDENCE_FOLDER ?? '',
    administrator: await registerAdministrator(first),
  };
  return { ...cluster, pair };
}

/** The two nodes that the tests of this folder share; nobody cleans up. */
export function enterTwoNodes(): TwoNodes {
  const shared = process.env.TEST_NODES;
  if (shared === undefined) throw new Error('No nodes run: global-setup.ts did not start them.');
  return nodesAt(JSON.parse(shared) as NodePair);
}

function nodesAt({ urls, databaseEnv, evidenceFolder, administrator }: NodePair): TwoNodes {
  const [first, second] = urls;
  const urlAt = (turn: number) => (turn % 2 === 0 ? first : second);
  const town = townAt({ url: first, databaseEnv, evidenceFolder }, administrator);
  const administratorAt = (turn: number) =>
    createClient({ url: urlAt(turn), token: () => administrator.token });
  return {
    town,
    urls,
    databaseEnv,
    at: (turn, { token }) => createClient({ url: urlAt(turn), token: () => token }),
    administratorAt,
    visitorAt: (turn) => createClient({ url: urlAt(turn) }),
    sendAt: (turn, request) => send({ ...request, url: urlAt(turn) }),
    workAt: (turn) => outcomeOf(administratorAt(turn)('clock.adjust', { body: { offsetMs: 0 } })),
    leave: () => town.leave(),
  };
}

/** How a request ended: `OK`, the code of its refusal, or why it was never answered. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    const { code, cause } = error as Error & { code?: string };
    return code ?? `${String(error)} (${String(cause ?? 'for no known cause')})`;
  }
}

/** How often each outcome occurred. */
export function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
