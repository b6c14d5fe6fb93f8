import { registerAdministrator } from './administrator';
import { copyDatabase } from './copy-database';
import { buildTaskAdministrator } from './panel-users';
import { sharePreparedDatabase } from './prepared-database';
import { shareServer } from './shared-server';
import { startServer, type TestServer } from './server';

declare global {
  // Jest runs set-up and teardown in one process, but hands nothing from one to the other.
  var sharedTestServer: TestServer | undefined;
}

/** Starts the one server of the HTTP tests and registers its administrators. */
export default async function setUp(): Promise<void> {
  const server = await keepPrepared(await startServer());
  globalThis.sharedTestServer = server;
  const owner = await registerAdministrator(server);
  const { url } = server;
  const taskAdministrator = await buildTaskAdministrator({ url, token: owner.token });
  shareServer(server, { owner, taskAdministrator });
}

/** Keeps a copy of the database in which the server has started, for all other new servers. */
async function keepPrepared(server: TestServer): Promise<TestServer> {
  const { databaseEnv } = server;
  // PostgreSQL copies only what nobody uses.
  const mustStop = databaseEnv.DATABASE_CLIENT === 'postgres';
  if (mustStop) await server.stop();
  sharePreparedDatabase(await copyDatabase(databaseEnv));
  return mustStop ? startServer({ databaseEnv }) : server;
}
