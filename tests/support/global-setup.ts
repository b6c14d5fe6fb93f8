import { registerAdministrator } from './administrator';
import { copyDatabase } from './copy-database';
import { buildTaskAdministrator } from './panel-users';
import { keepPrepared } from './prepared-database';
import { shareServer } from './shared-server';
import { startServer, type TestServer } from './server';

/** Starts the one server of the HTTP tests and registers its administrators; gives its end. */
export default async function setUp(): Promise<() => Promise<unknown>> {
  const server = await prepare(await startServer());
  const owner = await registerAdministrator(server);
  const { url } = server;
  const taskAdministrator = await buildTaskAdministrator({ url, token: owner.token });
  shareServer(server, { owner, taskAdministrator });
  return () => server.stop();
}

/** Keeps a copy of the database in which the server has started, for all other new servers. */
async function prepare(server: TestServer): Promise<TestServer> {
  const { databaseEnv } = server;
  // PostgreSQL copies only what nobody uses.
  const mustStop = databaseEnv.DATABASE_CLIENT === 'postgres';
  if (mustStop) await server.stop();
  keepPrepared(await copyDatabase(databaseEnv));
  return mustStop ? startServer({ databaseEnv }) : server;
}
