import { HOUR } from '../../../core/time';
import type { Finding } from '../record/verify-record';
import type { Reading } from '../shared/database';
import { columnName } from '../shared/table';
import type { EvidenceStore, StoredFile } from './evidence-store';
import { evidence } from './tables';

/** Rows read at a time. */
const BATCH = 1000;

/** An upload keeps its content before its row is written. */
const UPLOAD_TIME = HOUR;

interface NamedFile {
  readonly id: string;
  readonly key: string;
  readonly size: number;
}

/**
 * Holds the contents in the store against the rows that name them: a row without its content, a
 * content without a row, and one of another size. Both come in the order of their keys, so memory
 * stays bounded whatever their number.
 */
export async function verifyEvidence(reading: Reading, store: EvidenceStore): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [rows, files] = [rowsByKey(reading), store.list()[Symbol.asyncIterator]()];
  let [row, file] = [await next(rows), await next(files)];
  while (row !== undefined || file !== undefined) {
    const isRowFirst = file === undefined || (row !== undefined && row.key < file.key);
    const isFileFirst = row === undefined || (file !== undefined && file.key < row.key);
    if (row !== undefined && isRowFirst) findings.push(findingOf(row.id, 'fileKey', row.key));
    else if (file !== undefined && isFileFirst) findings.push(...findingsOfStray(file));
    else if (row?.size !== file?.size && row !== undefined) {
      findings.push(findingOf(row.id, 'size', row.size, file?.size));
    }
    if (!isFileFirst) row = await next(rows);
    if (!isRowFirst) file = await next(files);
  }
  return findings;
}

function findingsOfStray({ key, writtenAt }: StoredFile): Finding[] {
  if (writtenAt > Date.now() - UPLOAD_TIME) return [];
  return [findingOf(key, 'fileKey', undefined, key)];
}

function findingOf(
  id: string,
  column: 'fileKey' | 'size',
  recorded?: string | number,
  found?: string | number,
): Finding {
  return { table: evidence.name, id, column: columnName(column), recorded, found };
}

async function next<T>(items: AsyncIterator<T>): Promise<T | undefined> {
  const { done, value } = await items.next();
  return done === true ? undefined : value;
}

async function* rowsByKey({ trx }: Reading): AsyncGenerator<NamedFile> {
  let last = '';
  for (;;) {
    const found: NamedFile[] = await trx(evidence.name)
      .where('file_key', '>', last)
      .orderBy('file_key')
      .limit(BATCH)
      .select({ id: 'document_id', key: 'file_key', size: 'size' });
    const end = found.at(-1);
    if (end === undefined) return;
    yield* found;
    last = end.key;
  }
}
