import { join } from 'node:path';
import { startPostgres } from '../../postgres';
import { databaseEnvOf, type DatabaseEnv } from '../evidence/open-database';
import type { ReplayOptions } from '../options';

/** A database that nobody has used before. */
export interface FreshDatabase {
  readonly env: DatabaseEnv;
  /** Ends what was started for it; with `keep`, its data stays and the lines say how to reach it. */
  release(keep: boolean): Promise<readonly string[]>;
}

const NAME = 'pioneer';

/** Makes one; what SQLite needs lies in `folder`. */
export function createFreshDatabase(
  kind: ReplayOptions['database'],
  folder: string,
): Promise<FreshDatabase> {
  return kind === 'postgres' ? onPostgres() : Promise.resolve(inFile(folder));
}

function inFile(folder: string): FreshDatabase {
  const filename = join(folder, 'pioneer.sqlite');
  return {
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename },
    release(keep) {
      const verify = `DATABASE_CLIENT=sqlite DATABASE_FILENAME=${filename} npm run verify`;
      return Promise.resolve(keep ? [`SQLite: ${filename}`, `To verify it: ${verify}`] : []);
    },
  };
}

async function onPostgres(): Promise<FreshDatabase> {
  const postgres = await startPostgres();
  await postgres.createDatabase(NAME);
  const { host, port, user, password } = postgres;
  return {
    env: databaseEnvOf(postgres, NAME),
    async release(keep) {
      if (!keep) {
        await postgres.stop();
        return [];
      }
      const restart = await postgres.stopAndKeep();
      const url = `postgres://${user}:${password}@${host}:${port}/${NAME}`;
      return [
        `PostgreSQL is stopped; to start it again: ${restart}`,
        `Then it is at: ${url}`,
        `To verify it: DATABASE_CLIENT=postgres DATABASE_URL=${url} npm run verify`,
      ];
    },
  };
}
