import { startTwoNodes } from './two-nodes';

/** Starts the two nodes that the tests of this folder share; gives their end. */
export default async function setUp(): Promise<() => Promise<unknown>> {
  const { pair, stop } = await startTwoNodes();
  process.env.TEST_NODES = JSON.stringify(pair);
  return stop;
}
