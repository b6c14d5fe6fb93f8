import type { TestServer } from '../support/server';
import { startTwoNodes } from './two-nodes';

declare global {
  // Jest runs set-up and teardown in one process, but hands nothing from one to the other.
  var sharedTestNodes: readonly TestServer[] | undefined;
}

/** Starts the two nodes that the tests of this folder share. */
export default async function setUp(): Promise<void> {
  const { pair, servers } = await startTwoNodes();
  globalThis.sharedTestNodes = servers;
  process.env.TEST_NODES = JSON.stringify(pair);
}
