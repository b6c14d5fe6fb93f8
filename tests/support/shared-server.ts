import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import type { AdministratorSession } from './administrator';
import type { TestServer } from './server';

/** The server that all HTTP tests of a run use, as far as a test may know it. */
export interface SharedServer {
  readonly url: string;
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
  /** Who owns the server and may do everything. */
  readonly owner: AdministratorSession;
  readonly taskAdministrator: AdministratorSession;
}

/** The one server of this run. Tests bring their own members and tasks; nobody cleans up. */
export function sharedServer(): SharedServer {
  const shared = process.env.TEST_SERVER;
  if (shared === undefined) throw new Error('No server runs: global-setup.ts did not start one.');
  return JSON.parse(shared) as SharedServer;
}

/** Makes a server known to the workers, which inherit the environment. */
export function shareServer(
  { url, databaseEnv, evidenceFolder }: TestServer,
  administrators: Pick<SharedServer, 'owner' | 'taskAdministrator'>,
): void {
  const shared: SharedServer = { url, databaseEnv, evidenceFolder, ...administrators };
  process.env.TEST_SERVER = JSON.stringify(shared);
}
