import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { extract, type Entry } from 'tar-stream';
import { BackupRefusal } from './refusal';

/** One file of an archive; whoever does not read it skips it. */
export interface ArchivePart {
  readonly name: string;
  readonly content: () => Promise<Buffer>;
  /** For what may be too large to hold. */
  readonly lines: () => AsyncGenerator<string>;
}

/**
 * The files of a tar archive, compressed by gzip or not, one after the other.
 *
 * Throws BackupRefusal when it cannot be read, ends in the middle or is damaged.
 */
export async function* readArchive(file: string): AsyncGenerator<ArchivePart> {
  const isCompressed = await startsLikeGzip(file);
  const tar = extract();
  const source = createReadStream(file);
  const read = flow(source, isCompressed, tar);
  let last = file;
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (type === 'file') yield partOf(file, entry);
      last = name;
      // A part that nobody read would hold up those behind it.
      entry.resume();
    }
    // The sum at the end of a compressed file is behind all of its parts.
    const problem = await read;
    if (problem !== null) throw problem;
  } catch (error) {
    throw refusalOfReading(file, last, error) ?? error;
  } finally {
    source.destroy();
  }
}

/** Lets a file flow into the reader; resolves with what went wrong, if anything did. */
function flow(source: Readable, isCompressed: boolean, end: Writable): Promise<Error | null> {
  const streams = isCompressed ? [source, createGunzip(), end] : [source, end];
  return pipeline(streams).then(
    () => null,
    (error: Error) => error,
  );
}

function partOf(file: string, entry: Entry): ArchivePart {
  const { name } = entry.header;
  const stream = entry as unknown as Readable;
  return {
    name,
    async content() {
      try {
        return await buffer(stream);
      } catch (error) {
        throw refusalOfReading(file, name, error) ?? error;
      }
    },
    async *lines() {
      try {
        yield* createInterface({ input: stream });
        // The end of the lines is not the end of the part when reading it has failed.
        await finished(stream);
      } catch (error) {
        throw refusalOfReading(file, name, error) ?? error;
      }
    },
  };
}

const GZIP_MAGIC = 0x1f8b;

/** Throws BackupRefusal FILE_NOT_READABLE. */
export async function startsLikeGzip(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      const start = Buffer.alloc(2);
      await handle.read(start, 0, 2, 0);
      return start.readUInt16BE() === GZIP_MAGIC;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BackupRefusal('FILE_NOT_READABLE', { file, problem }, { cause: error });
  }
}

/** What zlib and the reader of tar archives say of a file that is not whole. */
function refusalOfReading(file: string, last: string, error: unknown): BackupRefusal | null {
  if (error instanceof BackupRefusal || !(error instanceof Error)) return null;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || message === 'Unexpected end of data') {
    return new BackupRefusal('BACKUP_TRUNCATED', { file }, { cause: error });
  }
  if (code === 'EISDIR' || (last === file && !code.startsWith('Z_'))) {
    return new BackupRefusal('FILE_NO_BACKUP', { file }, { cause: error });
  }
  const isDamage = code.startsWith('Z_') || message.startsWith('Invalid tar header');
  if (!isDamage) return null;
  return new BackupRefusal(
    'BACKUP_DAMAGED',
    { file, part: `something after ${last}`, problem: message },
    { cause: error },
  );
}
