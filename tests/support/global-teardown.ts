/** Stops the server of global-setup.ts. */
export default async function tearDown(): Promise<void> {
  await globalThis.sharedTestServer?.stop();
}
