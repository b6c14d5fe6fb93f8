import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Core } from '@strapi/strapi';
import type { RestoreOptions } from '../../../core/services';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { evidence } from '../evidence/tables';
import { ACCESS_LOG_TABLE } from '../access-log/table';
import { protectRecord, releaseRecord } from '../record/append-only';
import { prepareStatistics } from '../record/count-statistics';
import { prepareSeals } from '../record/seal-events';
import { openingCounts } from '../record/statistics-table';
import type { Transaction } from '../shared/database';
import { ifThere } from '../shared/if-there';
import { importExport } from './import-export';
import { readArchive } from './read-archive';
import { BackupRefusal } from './refusal';
import { isLeftBehind, savedTables } from './saved-tables';
import type { FillOptions, Source } from './source';
import { stageUpload } from './uploads-folder';

const METADATA = /^(?:\.\/)?metadata\.json$/;
const ENTITIES = /^(?:\.\/)?entities\/.*\.jsonl$/;
const UPLOADS = /^(?:\.\/)?assets\/uploads\//;

/** Tables that the plugin owns; Strapi would read every row before it deletes it. */
const OWN = /^pioneer_/;

/**
 * A file of `strapi export`: content and the plugin's rows with new numeric ids, which nothing of
 * ours refers to. It knows no administrators, no sessions, no evidence and nothing that is derived,
 * so that is counted and sealed anew.
 *
 * Throws BackupRefusal when evidence is nowhere to be found.
 */
export async function sourceOfExport(
  strapi: Core.Strapi,
  { file, evidenceFolder, acceptsDifferences }: RestoreOptions,
): Promise<Source> {
  const { named, uploads } = await inspect(file);
  const present = new Set<string>();
  for await (const { key } of evidenceStoreOf(strapi).list()) present.add(key);
  const heldEvidence: string[] = [];
  const missing: string[] = [];
  for (const [key, sha256] of named) {
    const isHeld = present.has(key) || (await findCopy(evidenceFolder, key, sha256)) !== null;
    (isHeld ? heldEvidence : missing).push(key);
  }
  const [first] = missing;
  if (first !== undefined && !acceptsDifferences) {
    const facts = { count: missing.length, total: named.size, first };
    throw new BackupRefusal('EXPORT_LACKS_EVIDENCE', facts);
  }
  return {
    namedEvidence: [...named.keys()],
    heldEvidence,
    uploads,
    keepsAdministrators: true,
    // Strapi compares the types, before it changes anything.
    refuseUnfit: () => undefined,
    async fill(transaction, how) {
      await placeFiles(strapi, file, { evidenceFolder, named }, how);
      await replaceRows(strapi, transaction, file);
    },
  };
}

interface Inspected {
  /** SHA-256 of the evidence that its rows name, by key. */
  readonly named: ReadonlyMap<string, string>;
  readonly uploads: readonly string[];
}

/** Reads an export to its end, which is its metadata. */
async function inspect(file: string): Promise<Inspected> {
  const named = new Map<string, string>();
  const uploads: string[] = [];
  let isWhole = false;
  for await (const { name, lines } of readArchive(file)) {
    if (METADATA.test(name)) isWhole = true;
    else if (ENTITIES.test(name)) await noteEvidence(lines(), named);
    else if (UPLOADS.test(name)) uploads.push(basename(name));
  }
  if (!isWhole) throw new BackupRefusal('BACKUP_TRUNCATED', { file });
  return { named, uploads };
}

interface Entity {
  readonly type: string;
  readonly data: { readonly fileKey: string; readonly sha256: string };
}

async function noteEvidence(
  lines: AsyncIterable<string>,
  named: Map<string, string>,
): Promise<void> {
  for await (const line of lines) {
    if (!line.includes(evidence.uid)) continue;
    const { type, data } = JSON.parse(line) as Entity;
    if (type === evidence.uid) named.set(data.fileKey, data.sha256);
  }
}

/** The copy of a content in a folder, laid out like the store or flat; null unless it is the same. */
async function findCopy(
  folder: string | null,
  key: string,
  sha256: string | undefined,
): Promise<Buffer | null> {
  if (folder === null) return null;
  for (const path of [join(folder, key.slice(0, 2), key), join(folder, key)]) {
    const content = await ifThere(readFile(path));
    if (content === null) continue;
    if (createHash('sha256').update(content).digest('hex') === sha256) return content;
  }
  return null;
}

async function placeFiles(
  strapi: Core.Strapi,
  file: string,
  { evidenceFolder, named }: Pick<RestoreOptions, 'evidenceFolder'> & Pick<Inspected, 'named'>,
  { added }: FillOptions,
): Promise<void> {
  const store = evidenceStoreOf(strapi);
  for (const key of added) {
    const content = await findCopy(evidenceFolder, key, named.get(key));
    if (content !== null) await store.keep(key, content);
  }
  for await (const { name, content } of readArchive(file)) {
    if (UPLOADS.test(name)) await stageUpload(strapi, basename(name), await content());
  }
}

async function replaceRows(strapi: Core.Strapi, { trx }: Transaction, file: string): Promise<void> {
  await releaseRecord(strapi, trx);
  for (const { name } of savedTables(strapi)) {
    // An export does not have it, and what happened here has happened.
    if (name === ACCESS_LOG_TABLE) continue;
    // Users come back under other ids: a session that stayed would be somebody else's.
    if (OWN.test(name) || isLeftBehind(strapi, name)) await trx(name).delete();
  }
  await importExport(strapi, file);
  await protectRecord(strapi, trx);
  // What waited to be read is not in an export, so what was counted lacks it.
  await trx(openingCounts.name).delete();
  await prepareSeals(strapi);
  await prepareStatistics(strapi);
}
