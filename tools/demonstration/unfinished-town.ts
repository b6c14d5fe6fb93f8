import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupRefusal } from '../../src/startup/startup-refusal';
import type { Site } from './site';

/** What belongs to a database of SQLite: the file, and what it writes beside it. */
const SQLITE_FILES = ['', '-wal', '-shm', '-journal'];

/**
 * Runs a building and notes beside its database that it is under way, so that one which was cut
 * short is not taken for a town: it is half empty and its clock stands in the past.
 */
export async function noteUnfinished(site: Site, build: () => Promise<void>): Promise<void> {
  mkdirSync(site.folder, { recursive: true });
  writeFileSync(noteOf(site), site.name);
  await build();
  rmSync(noteOf(site));
}

/**
 * Clears the ground of a building that was cut short, before its database is opened. Everything in
 * it came into being within the seconds of that building, so nothing of anybody's is lost.
 *
 * @returns whether there was one
 * @throws StartupRefusal for the database of a server, which is not ours to throw away
 */
export function clearUnfinished(site: Site): boolean {
  const note = noteOf(site);
  if (!existsSync(note) || readFileSync(note, 'utf8') !== site.name) return false;
  if (site.file === null) {
    throw new StartupRefusal(
      `The demonstration town in the database ${site.name} was not finished; make that database ` +
        `anew, delete ${note} and start again.`,
    );
  }
  for (const ending of SQLITE_FILES) rmSync(site.file + ending, { force: true });
  rmSync(note);
  return true;
}

function noteOf({ folder }: Site): string {
  return join(folder, 'demonstration-unfinished.txt');
}
