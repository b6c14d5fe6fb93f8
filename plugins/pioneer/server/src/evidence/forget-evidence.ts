import type { Core } from '@strapi/strapi';
import { keptSince } from '../../../core/privacy/retention';
import { SYSTEM, type Actor } from '../record/event-table';
import { deleteAllRecorded, updateAllRecorded } from '../record/recorded-writes';
import { read, transact, type Reading, type Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
import type { EvidenceStore } from './evidence-store';
import { evidenceStoreOf } from './evidence-store-of';
import { pairFiles } from './pair-files';
import { evidence } from './tables';

/** Rows that one transaction deletes. */
const BATCH = 200;

/** So many uploads may go wrong in a day, of few files or as a part of many. */
const FEW_STRAYS = 20;
const MOST_STRAYS = 0.05;

/**
 * Deletes what no report shows a day after it was uploaded. The row goes first: a content without
 * one is deleted later, a row without its content would be a loss.
 */
export async function forgetUnattached(strapi: Core.Strapi): Promise<void> {
  const store = evidenceStoreOf(strapi);
  for (;;) {
    const rows = await transact(strapi, async (transaction) => {
      const since = new Date(keptSince('unattachedEvidence', transaction.now));
      const due = await findRows(
        transaction,
        evidence,
        (select) => select.whereNull('x.report_id').where('x.added_at', '<', since).limit(BATCH),
        // Whoever attaches one meanwhile goes first, or finds it gone.
        { isLocked: true },
      );
      const happening = { type: 'evidence.deleted', actor: SYSTEM } as const;
      await deleteAllRecorded(transaction, evidence, due, happening);
      return due;
    });
    for (const { fileKey } of rows) await store.remove(fileKey);
    if (rows.length < BATCH) return;
  }
}

/**
 * Deletes contents of whoever has left. The rows stay, for what they show was judged; a content that
 * the store did not forget is tried again in the next round, by any node.
 */
export async function forgetErasedContents(strapi: Core.Strapi): Promise<void> {
  const store = evidenceStoreOf(strapi);
  for (;;) {
    const due = await read(strapi, ({ trx }): Promise<{ id: string; key: string }[]> =>
      trx(evidence.name)
        .whereNotNull('erased_at')
        .where('is_content_gone', false)
        .orderBy('id')
        .limit(BATCH)
        .select({ id: 'document_id', key: 'file_key' }),
    );
    for (const { key } of due) await store.remove(key);
    const ids = due.map(({ id }) => id);
    await strapi.db
      .connection(evidence.name)
      .whereIn('document_id', ids)
      .update({ is_content_gone: true });
    if (due.length < BATCH) return;
  }
}

/**
 * Deletes contents that no row names, a day after they were written: of uploads that were refused or
 * cut short. Their age is that of the store, whatever clock deadlines run on. Where many have no row,
 * the database is not that of the store, and everything stays.
 */
export async function forgetStrayFiles(strapi: Core.Strapi): Promise<void> {
  const store = evidenceStoreOf(strapi);
  const { strays, files } = await read(strapi, (reading) => findStrays(reading, store));
  if (strays.length > Math.max(FEW_STRAYS, files * MOST_STRAYS)) {
    strapi.log.error(
      `[pioneer] ${strays.length} of ${files} files of evidence belong to no row of this database, ` +
        'so none is deleted; check that the database and the store belong together.',
    );
    return;
  }
  for (const key of strays) await store.remove(key);
}

async function findStrays(
  reading: Reading,
  store: EvidenceStore,
): Promise<{ readonly strays: readonly string[]; readonly files: number }> {
  const strays: string[] = [];
  let files = 0;
  for await (const { row, file } of pairFiles(reading, store)) {
    if (file !== undefined) files += 1;
    const isOld = file !== undefined && file.writtenAt < keptSince('strayContents', Date.now());
    if (row === undefined && isOld) strays.push(file.key);
  }
  return { strays, files };
}

/** Forgets where and when a member took photos, in every piece of evidence. */
export async function forgetPlaces(
  transaction: Transaction,
  memberId: string,
  actor: Actor,
): Promise<void> {
  const rows = await findRows(
    transaction,
    evidence,
    (select) =>
      select
        .where('x.member_id', memberId)
        .where((known) => void known.whereNotNull('x.taken_at').orWhereNotNull('x.latitude')),
    { isLocked: true },
  );
  const nothing = { takenAt: null, latitude: null, longitude: null };
  const happening = { type: 'evidence.placeForgotten', actor };
  await updateAllRecorded(transaction, evidence, rows, nothing, happening);
}
