import { rmSync } from 'node:fs';
import type { Core } from '@strapi/strapi';
import { StartupRefusal } from '../../src/startup/startup-refusal';
import type { Site } from './site';

/** Kept in the database that is being filled, so that it can mean no other. */
const STORE = { type: 'core', name: 'demonstration', key: 'unfinished' } as const;

/** What belongs to a database of SQLite: the file, and what it writes beside it. */
const SQLITE_FILES = ['', '-wal', '-shm', '-journal'];

/**
 * Runs a building and notes in its database that it is under way, so that one which was cut short
 * is not taken for a town: it is half empty and its clock stands in the past.
 */
export async function noteUnfinished(
  strapi: Core.Strapi,
  build: () => Promise<void>,
): Promise<void> {
  await strapi.store(STORE).set({ value: true });
  await build();
  await strapi.store(STORE).delete({});
}

/** Whether what stands in this database is a building that was cut short. */
export async function isUnfinished(strapi: Core.Strapi): Promise<boolean> {
  return (await strapi.store(STORE).get({})) === true;
}

/**
 * Stops the server and clears its ground. Everything in that database came into being within the
 * seconds of the building, so nothing of anybody's is lost.
 *
 * Throws StartupRefusal for the database of a server, which is not ours to throw away.
 */
export async function clearUnfinished(strapi: Core.Strapi, { file, name }: Site): Promise<void> {
  if (file === null) {
    throw new StartupRefusal(
      `The demonstration town in the database ${name} was not finished; make that database anew ` +
        'and start again.',
    );
  }
  await strapi.destroy();
  for (const ending of SQLITE_FILES) rmSync(file + ending, { force: true });
}
