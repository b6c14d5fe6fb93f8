import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { chunk } from 'lodash';
import type { BackupSummary } from '../../../core/services';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { evidence } from '../evidence/tables';
import { keyFor } from '../people/secret';
import { findHead } from '../record/seal-events';
import { liftLimits, read, readSnapshot, type Reading } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import {
  ABOUT,
  CONTENTS,
  EVIDENCE,
  FORMAT,
  KIND,
  TABLES,
  UPLOADS,
  type About,
  type Contents,
} from './archive-format';
import { writeArchive, type ArchiveWriter } from './archive-writer';
import { BackupRefusal, refusalOfWriting } from './refusal';
import { findLastId, isLeftBehind, readRows, savedTables } from './saved-tables';
import { namesOfUploads, readUpload } from './uploads-folder';

/** A table's rows are cut into parts of about this size, in characters, so that memory stays bounded. */
const PART_SIZE = 1024 * 1024;

const MAX_ATTEMPTS = 3;

/** Keys that one statement names. */
const KEY_CHUNK = 500;

/**
 * Writes everything that the town is into one file, while work goes on: rows as of one moment, on
 * either database, then the contents that they name.
 *
 * Throws BackupRefusal when the file cannot be written.
 */
export async function writeBackup(strapi: Core.Strapi, file: string): Promise<BackupSummary> {
  if (existsSync(file)) throw new BackupRefusal('BACKUP_FILE_EXISTS', { file });
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    let summary: BackupSummary | null = null;
    try {
      await writeArchive(file, async (archive) => {
        summary = await writeTown(strapi, archive);
      });
    } catch (error) {
      if (!(error instanceof EvidenceForgotten)) throw refusalOfWriting(file, error) ?? error;
    }
    if (summary !== null) return summary;
  }
  throw new BackupRefusal('BACKUP_ALWAYS_CHANGING', { times: MAX_ATTEMPTS });
}

/** Evidence was deleted after its row was read: both have to be read again. */
class EvidenceForgotten extends Error {}

interface NamedContent {
  readonly key: string;
  readonly sha256: string;
}

async function writeTown(strapi: Core.Strapi, archive: ArchiveWriter): Promise<BackupSummary> {
  const { rows, head, named, uploads } = await readSnapshot(strapi, async (reading) => {
    await liftLimits(strapi, reading.trx);
    const about = await describe(strapi, reading);
    await archive.add(ABOUT, json(about));
    return {
      rows: await writeTables(strapi, reading, archive),
      head: await findHead(reading),
      named: await findNamedContents(reading),
      uploads: await namesOfUploads(strapi, reading.trx),
    };
  });
  const missingEvidence = await writeEvidence(strapi, archive, named);
  const missingUploads = await writeUploads(strapi, archive, uploads);
  const end = head === null ? null : { seq: head.seq, hash: head.hash };
  const missing = { missingEvidence, missingUploads };
  const contents: Contents = { rows, head: end, ...missing, parts: [...archive.parts] };
  await archive.add(CONTENTS, json(contents));
  return {
    rows,
    head: end,
    ...missing,
    evidence: named.length - missingEvidence.length,
    uploads: uploads.length - missingUploads.length,
  };
}

function json(value: About | Contents): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

async function describe(strapi: Core.Strapi, { trx, now }: Reading): Promise<About> {
  const { name, version, strapi: ofStrapi } = strapi.config.get<Record<string, string>>('info');
  const tables: About['tables'] = [];
  for (const { name: table, columns } of savedTables(strapi)) {
    const lastId = await findLastId(strapi, trx, table);
    tables.push({ name: table, columns: [...columns], lastId });
  }
  return {
    kind: KIND,
    format: FORMAT,
    application: { name: String(name), version: String(version) },
    strapi: String(ofStrapi),
    database: isPostgres(strapi) ? 'postgres' : 'sqlite',
    madeAt: new Date(now).toISOString(),
    secret: fingerprintOfSecret(strapi),
    tables,
  };
}

/** Tells whether two secrets are the same; it is no help in guessing one. */
export function fingerprintOfSecret(strapi: Core.Strapi): string {
  return createHash('sha256').update(keyFor(strapi, 'back-up')).digest('hex').slice(0, 32);
}

async function writeTables(
  strapi: Core.Strapi,
  { trx }: Reading,
  archive: ArchiveWriter,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of savedTables(strapi)) {
    if (isLeftBehind(strapi, table.name)) continue;
    let [lines, size, part] = [[] as string[], 0, 0];
    const flush = async () => {
      if (lines.length === 0) return;
      part += 1;
      await archive.add(`${TABLES}${table.name}/${part}.jsonl`, Buffer.from(lines.join('')));
      [lines, size] = [[], 0];
    };
    counts[table.name] = 0;
    for await (const rows of readRows(trx, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      for (const row of rows) {
        const line = `${JSON.stringify(row)}\n`;
        lines.push(line);
        size += line.length;
        if (size >= PART_SIZE) await flush();
      }
    }
    await flush();
  }
  return counts;
}

function findNamedContents({ trx }: Reading): Promise<NamedContent[]> {
  return trx(evidence.name)
    .orderBy('file_key')
    .select({ key: 'file_key', sha256: 'sha_256' })
    .then((rows) => rows as NamedContent[]);
}

/** @returns keys of what is not in the store, or not what its row says */
async function writeEvidence(
  strapi: Core.Strapi,
  archive: ArchiveWriter,
  named: readonly NamedContent[],
): Promise<string[]> {
  const store = evidenceStoreOf(strapi);
  const missing: string[] = [];
  for (const { key, sha256 } of named) {
    const stream = await store.read(key);
    const content = stream === null ? null : await buffer(stream);
    const isRight = content !== null && sha256Of(content) === sha256;
    if (isRight) await archive.add(`${EVIDENCE}${key}`, content);
    else missing.push(key);
  }
  for (const part of chunk(missing, KEY_CHUNK)) {
    const kept = await read(strapi, ({ trx }): Promise<string[]> =>
      trx(evidence.name).whereIn('file_key', part).pluck('file_key'),
    );
    if (kept.length < part.length) throw new EvidenceForgotten();
  }
  return missing;
}

async function writeUploads(
  strapi: Core.Strapi,
  archive: ArchiveWriter,
  names: readonly string[],
): Promise<string[]> {
  const missing: string[] = [];
  for (const name of names) {
    const content = await readUpload(strapi, name);
    if (content === null) missing.push(name);
    else await archive.add(`${UPLOADS}${name}`, content);
  }
  return missing;
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
