import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { HOUR } from '../../../core/time';
import type { Finding } from '../../../core/record/verification';
import { MAX_FINDINGS } from '../record/verify-record';
import { read, type Reading } from '../shared/database';
import { columnName } from '../shared/table';
import type { EvidenceStore } from './evidence-store';
import { pairFiles, type FilePair } from './pair-files';
import { evidence } from './tables';

/** An upload keeps its content before its row is written. */
const UPLOAD_TIME = HOUR;

/**
 * Holds the contents in the store against the rows that name them: a row without its content, a
 * content without a row, and one of another size. Only on demand every content is read, which takes
 * as long as its bytes take: then one that was altered is found, too.
 */
export async function verifyEvidence(
  reading: Reading,
  store: EvidenceStore,
  { contents }: { readonly contents: boolean },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const pair of pairFiles(reading, store)) {
    findings.push(...findingsOf(pair));
    if (contents) findings.push(...(await findAltered(pair, store)));
    if (findings.length > MAX_FINDINGS) break;
  }
  return findings;
}

function* findingsOf({ row, file }: FilePair): Generator<Finding> {
  if (row === undefined) {
    const isStray = file.writtenAt <= Date.now() - UPLOAD_TIME;
    if (isStray) yield findingOf(file.key, 'fileKey', undefined, file.key);
  } else if (file === undefined) {
    if (row.erasedAt === null) yield findingOf(row.id, 'fileKey', row.key);
  } else if (row.size !== file.size) {
    yield findingOf(row.id, 'size', row.size, file.size);
  }
}

async function findAltered({ row, file }: FilePair, store: EvidenceStore): Promise<Finding[]> {
  if (row === undefined || row.size !== file?.size) return [];
  const content = await store.read(row.key);
  if (content === null) return [];
  const hash = createHash('sha256');
  await pipeline(content, hash);
  const found = hash.digest('hex');
  return found === row.sha256 ? [] : [findingOf(row.id, 'sha256', row.sha256, found)];
}

function findingOf(
  id: string,
  column: 'fileKey' | 'size' | 'sha256',
  recorded?: string | number,
  found?: string | number,
): Finding {
  return { table: evidence.name, id, column: columnName(column), recorded, found };
}

/**
 * Leaves out contents whose row has gone since the snapshot was taken, and they with it: the store
 * knows no snapshots. Not to be called in a transaction.
 */
export async function withoutForgotten(
  strapi: Core.Strapi,
  findings: readonly Finding[],
): Promise<Finding[]> {
  const lost = findings.filter(isLost).map(({ id }) => id);
  const kept = await read(strapi, ({ trx }): Promise<string[]> =>
    trx(evidence.name).whereIn('document_id', lost).pluck('document_id'),
  );
  return findings.filter((finding) => !isLost(finding) || kept.includes(finding.id));
}

function isLost({ table, column, found }: Finding): boolean {
  return table === evidence.name && column === columnName('fileKey') && found === undefined;
}
