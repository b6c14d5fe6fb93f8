import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Core } from '@strapi/strapi';
import { ifThere } from '../shared/if-there';
import type { EvidenceStore, StoredFile } from './evidence-store';

/** The folder of the store; never one that is served as it is. */
export function evidenceFolderOf(strapi: Core.Strapi): string {
  const folder = String(strapi.config.get('plugin::pioneer.evidence.folder'));
  return resolve(strapi.dirs.app.root, folder);
}

/** A store in a folder, which all nodes must share: contents as `ab/abcdef…`, so none gets crowded. */
export function folderStore(folder: string): EvidenceStore {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    keep: (key, content) => writeWhole(pathOf(key), content),
    async read(key, range) {
      const file = await ifThere(open(pathOf(key)));
      return file === null ? null : file.createReadStream(range);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    list: () => listFiles(folder),
  };
}

/** A file is there whole or not at all: it gets its name when its content is on the disk. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Unfinished ones too, which a server left that was killed: no row names them either. */
async function* listFiles(folder: string): AsyncGenerator<StoredFile> {
  for (const part of await namesIn(folder)) {
    for (const key of await namesIn(join(folder, part))) {
      // Somebody may remove it meanwhile.
      const found = await ifThere(stat(join(folder, part, key)));
      if (found === null) continue;
      yield { key, size: found.size, writtenAt: Math.floor(found.mtimeMs) };
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await ifThere(readdir(folder))) ?? []).sort();
}
