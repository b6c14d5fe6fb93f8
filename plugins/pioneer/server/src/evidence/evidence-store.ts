import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';

/**
 * Where the contents of evidence lie, each under the hash of itself: equal contents lie there once,
 * and what lies there never changes. An S3-compatible store can take the place of the folder;
 * erasing will add a way to remove.
 */
export interface EvidenceStore {
  /** Keeps a content for good before it returns, and says its SHA-256 in hex. */
  keep(content: Buffer): Promise<string>;
  /** A content from its beginning, or null when there is none under this hash. */
  read(sha256: string): Promise<Readable | null>;
}

/** The store of this server: a folder, which all nodes must share. */
export function evidenceStoreOf(strapi: Core.Strapi): EvidenceStore {
  return folderStore(evidenceFolderOf(strapi));
}

/** The folder of the store; never one that is served as it is. */
export function evidenceFolderOf(strapi: Core.Strapi): string {
  const folder = String(strapi.config.get('plugin::pioneer.evidence.folder'));
  return resolve(strapi.dirs.app.root, folder);
}

/** Contents as `ab/abcdef…`, so that no folder gets too many. */
export function folderStore(folder: string): EvidenceStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async keep(content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      await writeWhole(pathOf(sha256), content);
      return sha256;
    },
    async read(sha256) {
      try {
        const file = await open(pathOf(sha256));
        return file.createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
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
