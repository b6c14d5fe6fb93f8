import type { Reading } from '../shared/database';
import { columnName } from '../shared/table';
import type { EvidenceStore, StoredFile } from './evidence-store';
import { evidence } from './tables';

/** Rows read at a time. */
const BATCH = 1000;

/** A content that a row names. */
export interface NamedFile {
  /** Of the row. */
  readonly id: string;
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
  /** Not null: it need not lie there any more. */
  readonly erasedAt: unknown;
}

/** A content that lies in the store, the row that names it, or both. */
export type FilePair =
  | { readonly row: NamedFile; readonly file: StoredFile }
  | { readonly row: NamedFile; readonly file?: undefined }
  | { readonly row?: undefined; readonly file: StoredFile };

/**
 * Every content of the store beside the row that names it. Both come in the order of their keys, so
 * memory stays bounded whatever their number.
 */
export async function* pairFiles(reading: Reading, store: EvidenceStore): AsyncGenerator<FilePair> {
  const [rows, files] = [rowsByKey(reading), store.list()[Symbol.asyncIterator]()];
  let [row, file] = [await next(rows), await next(files)];
  for (;;) {
    if (row !== undefined && row.key === file?.key) {
      yield { row, file };
      [row, file] = [await next(rows), await next(files)];
    } else if (row !== undefined && (file === undefined || row.key < file.key)) {
      yield { row };
      row = await next(rows);
    } else if (file !== undefined) {
      yield { file };
      file = await next(files);
    } else return;
  }
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
      // What is erased names a content until the store has forgotten it.
      .where((named) => void named.whereNull('erased_at').orWhere('is_content_gone', false))
      .orderBy('file_key')
      .limit(BATCH)
      .select({ id: 'document_id', key: 'file_key', size: 'size', erasedAt: 'erased_at' })
      .select({ sha256: columnName('sha256') });
    const end = found.at(-1);
    if (end === undefined) return;
    yield* found;
    last = end.key;
  }
}
