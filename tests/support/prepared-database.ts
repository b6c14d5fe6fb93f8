import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { runFolder } from './run-folder';

/**
 * The database of a kind in which a server of this run has started, before anybody came; null where
 * none was kept. Making all tables takes half of a server's start: new servers begin with a copy.
 */
export function preparedDatabase(kind: string): DatabaseEnv | null {
  const file = fileOf(kind);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DatabaseEnv) : null;
}

/** Makes it known to all that this run still starts, in whatever process. */
export function keepPrepared(prepared: DatabaseEnv): void {
  const file = fileOf(prepared.DATABASE_CLIENT ?? '');
  // Others look for it meanwhile, and find all of it or nothing.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(prepared));
  renameSync(`${file}.${process.pid}`, file);
}

function fileOf(kind: string): string {
  return join(runFolder(), `prepared-${kind}.json`);
}
