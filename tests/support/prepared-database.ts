import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';

/**
 * The database of this run in which a server has started, before anybody came; null where none was
 * prepared. Making all tables takes half of a server's start: new servers begin with a copy.
 */
export function preparedDatabase(): DatabaseEnv | null {
  const prepared = process.env.TEST_PREPARED;
  return prepared === undefined ? null : (JSON.parse(prepared) as DatabaseEnv);
}

/** Makes it known to the workers, which inherit the environment. */
export function sharePreparedDatabase(prepared: DatabaseEnv): void {
  process.env.TEST_PREPARED = JSON.stringify(prepared);
}
