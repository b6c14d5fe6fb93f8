import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { registerFirstAdministrator, type Administrator } from '../http/administrator';
import { FAST_WRITERS } from '../fast-writers';
import { newSecrets } from '../new-secrets';
import { startPostgres } from '../postgres';
import { databaseEnvOf, openDatabase, type DatabaseEnv } from '../replay/evidence/open-database';
import { startServerProcess, type ServerProcess } from '../server-process';

/** Nodes on a PostgreSQL of their own, and who administers the town. */
export interface Stage {
  readonly nodes: readonly ServerProcess[];
  /** What every node was told, its secrets included. */
  readonly env: NodeJS.ProcessEnv;
  readonly databaseEnv: DatabaseEnv;
  /** Beside the nodes. */
  readonly db: Knex;
  readonly administrator: Administrator;
  /** One more database, an empty one, on the same PostgreSQL. */
  createDatabase(name: string): Promise<DatabaseEnv>;
  close(): Promise<void>;
}

const NAME = 'pioneer';

/** PostgreSQL counts what it is asked. */
const SETTINGS = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.max=10000'];

/** Starts them as they run for real work; what they keep beside the database lies in the folder. */
export async function openStage(
  folder: string,
  { nodes = 1, env: more }: { nodes?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Stage> {
  const postgres = await startPostgres({ settings: SETTINGS });
  const started: ServerProcess[] = [];
  const createDatabase = async (name: string) => {
    await postgres.createDatabase(name);
    return databaseEnvOf(postgres, name);
  };
  const close = async () => {
    for (const node of started) {
      await node.stop();
      tellTrouble(node);
    }
    await postgres.stop();
  };
  try {
    const databaseEnv = await createDatabase(NAME);
    const env = productionIn(folder, databaseEnv);
    while (started.length < nodes) {
      started.push(await startServerProcess({ ...env, ...more }));
    }
    const administrator = await registerAdministrator(started[0]);
    const db = openDatabase(databaseEnv);
    const closeAll = () => db.destroy().then(close);
    const facts = { nodes: started, env, databaseEnv, db, administrator };
    return { ...facts, createDatabase, close: closeAll };
  } catch (error) {
    await close();
    throw error;
  }
}

function productionIn(folder: string, databaseEnv: DatabaseEnv): NodeJS.ProcessEnv {
  return {
    ...newSecrets(),
    ...FAST_WRITERS,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: 'https://pioneer.example.org',
    DATABASE_URL: '',
    EVIDENCE_FOLDER: join(folder, 'evidence'),
    EVIDENCE_S3_BUCKET: '',
    RECORD_HEADS_FILE: join(folder, 'record-heads.txt'),
    ...databaseEnv,
  };
}

const TROUBLE = /"level":"(warn|error)"/;

/** Prints what a node has warned of: where a request was refused, a bench sees only the status. */
function tellTrouble(node: ServerProcess): void {
  for (const line of node.output().split('\n')) if (TROUBLE.test(line)) console.error(line);
}

async function registerAdministrator(node: ServerProcess | undefined): Promise<Administrator> {
  const address = node?.firstAdministratorUrl ?? null;
  if (node === undefined || address === null) throw new Error('No node gave the one-time address.');
  const { pathname, search } = new URL(address);
  return registerFirstAdministrator({
    url: node.url,
    // The world would come by another name, which leads nowhere here.
    firstAdministratorUrl: node.url + pathname + search,
    account: {
      firstname: 'Bench',
      email: 'bench@town.invalid',
      password: `Aa1${randomBytes(12).toString('base64url')}`,
    },
  });
}
