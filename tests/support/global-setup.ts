import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { registerAdministrator } from './administrator';
import { copyDatabase } from './copy-database';
import { METRICS_TOKEN } from './metrics';
import { buildTaskAdministrator } from './panel-users';
import { keepPrepared } from './prepared-database';
import { runFolder } from './run-folder';
import { PORTAL, shareServer } from './shared-server';
import { startServer, type TestServer } from './server';

/** Starts the one server of the HTTP tests and registers its administrators; gives its end. */
export default async function setUp(): Promise<() => Promise<unknown>> {
  const temporaryFolder = mkdtempSync(join(runFolder(), 'uploads-'));
  const server = await prepare({ CORS_ORIGINS: PORTAL, TMPDIR: temporaryFolder, METRICS_TOKEN });
  const owner = await registerAdministrator(server);
  const { url } = server;
  const taskAdministrator = await buildTaskAdministrator({ url, token: owner.token });
  shareServer(server, { owner, taskAdministrator, temporaryFolder });
  return () => server.stop();
}

/** Starts it, and keeps a copy of the database in which it has started for all other new servers. */
async function prepare(env: NodeJS.ProcessEnv): Promise<TestServer> {
  const server = await startServer({ env });
  const { databaseEnv } = server;
  // PostgreSQL copies only what nobody uses.
  const mustStop = databaseEnv.DATABASE_CLIENT === 'postgres';
  if (mustStop) await server.stop();
  keepPrepared(await copyDatabase(databaseEnv));
  return mustStop ? startServer({ databaseEnv, env }) : server;
}
