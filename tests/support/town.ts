import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import type { Knex } from 'knex';
import { openDatabase, type DatabaseEnv } from '../../tools/replay/evidence/open-database';
import type { AdministratorSession } from './administrator';
import { createContentManager, type ContentManager } from './content-manager';
import { send, type Answer, type WireRequest } from './http';
import { sharedServer } from './shared-server';

/** One server with its administrator: where the factories build what a test needs. */
export interface Town {
  readonly url: string;
  /** The contract's endpoints, as the administrator. */
  readonly administrator: Call;
  readonly administratorToken: string;
  /** The contract's endpoints, as somebody who is not signed in. */
  readonly visitor: Call;
  readonly content: ContentManager;
  /** The rows beside the server: for assertions, and for states that no command can make yet. */
  readonly rows: Knex;
  readonly isPostgres: boolean;
  /** Where the server keeps the contents of evidence. */
  readonly evidenceFolder: string;
  send(request: Omit<WireRequest, 'url'>): Promise<Answer>;
  leave(): Promise<void>;
}

interface Place {
  readonly url: string;
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
}

/**
 * The town of the server that all HTTP tests share; `leave` when the tests of a file are over.
 *
 * @param as whom tests mean by the administrator; the owner where other content than that of tasks,
 *   or Strapi's own settings, are the matter
 */
export function enterTown(as: 'taskAdministrator' | 'owner' = 'taskAdministrator'): Town {
  const shared = sharedServer();
  return townAt(shared, shared[as]);
}

/** The town of a server that a test has started for itself. */
export function townAt(place: Place, administrator: AdministratorSession): Town {
  const { url, databaseEnv, evidenceFolder } = place;
  const { token } = administrator;
  const rows = openDatabase(databaseEnv);
  return {
    url,
    administrator: createClient({ url, token: () => token }),
    administratorToken: token,
    visitor: createClient({ url }),
    content: createContentManager(url, token),
    rows,
    isPostgres: databaseEnv.DATABASE_CLIENT === 'postgres',
    evidenceFolder,
    send: (request) => send({ ...request, url }),
    leave: () => rows.destroy(),
  };
}
