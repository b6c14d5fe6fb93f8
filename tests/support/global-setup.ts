import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { registerAdministrator } from './administrator';
import { METRICS_TOKEN } from './metrics';
import { buildTaskAdministrator } from './panel-users';
import { prepareDatabase } from './prepare-database';
import { runFolder } from './run-folder';
import { PORTAL, shareServer } from './shared-server';
import { startServer } from './server';

/** Starts the one server of the HTTP tests and registers its administrators; gives its end. */
export default async function setUp(): Promise<() => Promise<unknown>> {
  const temporaryFolder = mkdtempSync(join(runFolder(), 'uploads-'));
  await prepareDatabase();
  const env = { CORS_ORIGINS: PORTAL, TMPDIR: temporaryFolder, METRICS_TOKEN };
  const server = await startServer({ env });
  const owner = await registerAdministrator(server);
  const { url } = server;
  const taskAdministrator = await buildTaskAdministrator({ url, token: owner.token });
  shareServer(server, { owner, taskAdministrator, temporaryFolder });
  return () => server.stop();
}
