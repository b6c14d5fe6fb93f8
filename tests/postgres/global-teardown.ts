/** Stops the nodes of global-setup.ts. */
export default async function tearDown(): Promise<void> {
  await Promise.all((globalThis.sharedTestNodes ?? []).map((server) => server.stop()));
}
