import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import type { AdministratorSession } from './administrator';
import type { TestServer } from './server';

/** The site on another address that may use sessions of the shared server. */
export const PORTAL = 'https://portal.example.org';

/** The server that all HTTP tests of a run use, as far as a test may know it. */
export interface SharedServer {
  readonly url: string;
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
  /** Where a file lies while it is uploaded. */
  readonly temporaryFolder: string;
  /** Where it writes the ends of the record's chain. */
  readonly headsFile: string;
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
  { url, databaseEnv, evidenceFolder, env }: TestServer,
  others: Pick<SharedServer, 'owner' | 'taskAdministrator' | 'temporaryFolder'>,
): void {
  const headsFile = env.RECORD_HEADS_FILE ?? '';
  const shared: SharedServer = { url, databaseEnv, evidenceFolder, headsFile, ...others };
  process.env.TEST_SERVER = JSON.stringify(shared);
}
