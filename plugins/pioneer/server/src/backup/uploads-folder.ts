import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { ifThere } from '../shared/if-there';

/** Of the Media Library. */
const FILE = 'plugin::upload.file';

/** The provider that keeps files below the public folder; what others keep is not ours to save. */
const LOCAL = 'local';

/** Rows read at a time. */
const BATCH = 500;

/** Beside the files themselves, so that they can be moved into place at once; never served. */
const STAGING = '.restoring';

/** Names of the files that the Media Library keeps on this disk, in all their sizes. */
export async function namesOfUploads(strapi: Core.Strapi, trx: Knex): Promise<string[]> {
  const table = strapi.db.metadata.get(FILE).tableName;
  const names = new Set<string>();
  for (let last = 0; ;) {
    const found: { id: number; url: string; formats: unknown }[] = await trx(table)
      .where('id', '>', last)
      .where({ provider: LOCAL })
      .orderBy('id')
      .limit(BATCH)
      .select('id', 'url', 'formats');
    for (const { url, formats } of found) {
      for (const place of [url, ...urlsOf(formats)]) names.add(basename(place));
    }
    const end = found.at(-1);
    if (end === undefined) return [...names].sort();
    last = end.id;
  }
}

function urlsOf(formats: unknown): string[] {
  const read = (typeof formats === 'string' ? JSON.parse(formats) : formats) as unknown;
  return Object.values((read ?? {}) as Record<string, { url: string }>).map(({ url }) => url);
}

/** A file of the Media Library; null when it is not there. */
export async function readUpload(strapi: Core.Strapi, name: string): Promise<Buffer | null> {
  return ifThere(readFile(join(folderOf(strapi), name)));
}

/** Lays a file ready. */
export async function stageUpload(
  strapi: Core.Strapi,
  name: string,
  content: Buffer,
): Promise<void> {
  const staging = join(folderOf(strapi), STAGING);
  await mkdir(staging, { recursive: true });
  await writeFile(join(staging, basename(name)), content, { flush: true });
}

/** Moves what was laid ready into its place. */
export async function placeStagedUploads(strapi: Core.Strapi): Promise<void> {
  const folder = folderOf(strapi);
  const names = await ifThere(readdir(join(folder, STAGING)));
  for (const name of names ?? []) await rename(join(folder, STAGING, name), join(folder, name));
  await dropStagedUploads(strapi);
}

/** Forgets what was laid ready. */
export async function dropStagedUploads(strapi: Core.Strapi): Promise<void> {
  await rm(join(folderOf(strapi), STAGING), { recursive: true, force: true });
}

/** Deletes files that no row names any more. */
export async function removeUploads(strapi: Core.Strapi, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folderOf(strapi), basename(name)), { force: true });
}

function folderOf(strapi: Core.Strapi): string {
  return join(strapi.dirs.static.public, 'uploads');
}
