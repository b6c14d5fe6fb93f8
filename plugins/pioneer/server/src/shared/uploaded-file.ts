import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { DomainError } from './domain-error';

/** A file of a request as the parser of bodies put it down; it is gone once the request is over. */
export interface UploadedFile {
  readonly path: string;
  /** As the sender calls it; says nothing about the content. */
  readonly name: string;
  /** In bytes, of what was sent. */
  readonly size: number;
}

interface ParsedFile {
  readonly filepath: string;
  readonly originalFilename: string | null;
  readonly size: number;
}

/** The one file of a request, in the part `file`. @throws DomainError INPUT_INVALID */
export function uploadedFileOf(ctx: Context): UploadedFile {
  const { files = {} } = ctx.request as { files?: Record<string, ParsedFile | ParsedFile[]> };
  const { file, ...others } = files;
  if (file === undefined || Array.isArray(file) || Object.keys(others).length > 0) {
    throw new DomainError('INPUT_INVALID', { count: 1, fields: 'file' });
  }
  return { path: file.filepath, name: file.originalFilename ?? '', size: file.size };
}

/**
 * All that was sent. The parser goes on when the disk takes no more, so a file may be there in part:
 * that is no fault of what was sent.
 *
 * @throws DomainError FILE_NOT_KEPT
 */
export async function readUploaded({
  path,
  size,
}: Pick<UploadedFile, 'path' | 'size'>): Promise<Buffer> {
  const bytes = await readFile(path);
  if (bytes.length !== size) throw new DomainError('FILE_NOT_KEPT');
  return bytes;
}
