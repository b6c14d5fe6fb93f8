import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { PostgresAccess } from '../postgres';
import { databaseEnvOf, type DatabaseEnv } from '../replay/evidence/open-database';

export interface PostgresApart {
  /** What a server is told to use it. */
  readonly databaseEnv: DatabaseEnv;
  /** Stops it and deletes its data. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL with one empty database, out of reach of the signals of a terminal. */
export async function startPostgresApart(name: string): Promise<PostgresApart> {
  const holder = fork(resolve('dist/tools/cluster/hold-postgres.js'), [name], {
    detached: true,
    execArgv: [],
  });
  const ended = once(holder, 'exit');
  const [access] = (await Promise.race([once(holder, 'message'), ended])) as [PostgresAccess];
  if (typeof access !== 'object') throw new Error('PostgreSQL did not start: see above.');
  return {
    databaseEnv: databaseEnvOf(access, name),
    async stop() {
      holder.disconnect();
      await ended;
    },
  };
}
