import { registerAdministrator } from './administrator';
import { buildTaskAdministrator } from './panel-users';
import { shareServer } from './shared-server';
import { startServer, type TestServer } from './server';

declare global {
  // Jest runs set-up and teardown in one process, but hands nothing from one to the other.
  var sharedTestServer: TestServer | undefined;
}

/** Starts the one server of the HTTP tests and registers its administrators. */
export default async function setUp(): Promise<void> {
  const server = await startServer();
  globalThis.sharedTestServer = server;
  const owner = await registerAdministrator(server);
  const { url } = server;
  const taskAdministrator = await buildTaskAdministrator({ url, token: owner.token });
  shareServer(server, { owner, taskAdministrator });
}
