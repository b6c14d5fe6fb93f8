import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Contents } from './archive-format';

/** Most of what there is are photos, which no effort makes smaller. */
const GZIP = { level: 1 };

/** An archive that is being written. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** What was added so far. */
  readonly parts: Contents['parts'];
}

/**
 * Writes an archive that is there whole or not at all: it gets its name when everything is on the
 * disk. Only its owner may read it.
 */
export async function writeArchive(
  file: string,
  write: (archive: ArchiveWriter) => Promise<void>,
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await mkdir(dirname(file), { recursive: true });
  const tar = pack();
  const output = createWriteStream(unfinished, { mode: 0o600 });
  const written = pipeline(tar, createGzip(GZIP), output);
  try {
    // What fails first is what there is to tell.
    await Promise.race([written, fill(tar, write)]);
    await written;
    await sync(unfinished);
    await rename(unfinished, file);
  } catch (error) {
    tar.destroy();
    await written.catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function fill(
  tar: ReturnType<typeof pack>,
  write: (archive: ArchiveWriter) => Promise<void>,
): Promise<void> {
  const parts: Contents['parts'] = [];
  await write({
    parts,
    async add(name, content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      parts.push({ name, bytes: content.length, sha256 });
      await new Promise<void>((resolve, reject) => {
        const size = content.length;
        const entry = tar.entry({ name, size, mode: 0o600 }, (error) => {
          if (error) reject(error);
          else resolve();
        });
        // It tells of what destroys the archive, too, and must be listened to.
        entry.on('error', reject);
        // As a stream it waits for the disk; handed over at once it would pile up in memory.
        entry.end(content);
      });
    },
  });
  tar.finalize();
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
