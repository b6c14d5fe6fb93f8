import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rowsOf } from '../evidence/open-database';
import type { Check } from './evidence';

type FileRow = Readonly<Record<'id' | 'key' | 'sha256', string>>;

const FILES = `
  select document_id as id, file_key as "key", sha_256 as sha256
  from pioneer_evidence_files order by file_key`;

/**
 * I21: every piece of evidence has its content in the store, byte for byte what the record says, and
 * every content belongs to one.
 */
export const findLostFiles: Check = async ({ db, files }) => {
  const rows = await rowsOf<FileRow>(db, FILES);
  const unclaimed = new Set(await filesIn(files));
  const breaches: string[] = [];
  for (const { id, key, sha256 } of rows) {
    if (!unclaimed.delete(join(key.slice(0, 2), key))) {
      breaches.push(`evidence ${id} has no content under ${key}`);
      continue;
    }
    const content = await readFile(join(files, key.slice(0, 2), key));
    const found = createHash('sha256').update(content).digest('hex');
    if (found !== sha256) breaches.push(`evidence ${id} is ${found}, stored was ${sha256}`);
  }
  return [...breaches, ...[...unclaimed].map((file) => `${file} belongs to no evidence`)];
};

/** Paths of all files, from the folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}
