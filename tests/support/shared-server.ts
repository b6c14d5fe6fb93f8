import type { DatabaseEnv, TestServer } from './server';

/** The server that all HTTP tests of a run use, as far as a test may know it. */
export type SharedServer = Pick<TestServer, 'url' | 'firstAdministratorUrl'> & {
  readonly databaseEnv: DatabaseEnv;
};

/** The one server of this run. Tests bring their own members and tasks; nobody cleans up. */
export function sharedServer(): SharedServer {
  const shared = process.env.TEST_SERVER;
  if (shared === undefined) throw new Error('No server runs: global-setup.ts did not start one.');
  return JSON.parse(shared) as SharedServer;
}

/** Makes a server known to the workers, which inherit the environment. */
export function shareServer({ url, firstAdministratorUrl, databaseEnv }: TestServer): void {
  const shared: SharedServer = { url, firstAdministratorUrl, databaseEnv };
  process.env.TEST_SERVER = JSON.stringify(shared);
}
