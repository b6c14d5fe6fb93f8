import type { Core } from '@strapi/strapi';
import { chunk } from 'lodash';
import { explainBackupRefusal } from '../../../core/backup/refusals';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { evidence } from '../evidence/tables';
import { read } from '../shared/database';
import { StartupRefusal } from '../system/check-startup';
import { BackupRefusal } from './refusal';
import { findUnfinished, forgetUnfinished } from './unfinished-restore';
import { dropStagedUploads, placeStagedUploads, removeUploads } from './uploads-folder';

/** Keys that one statement names. */
const KEY_CHUNK = 500;

/**
 * Brings a restore to an end, whether it goes on or was interrupted: with its rows, the files follow
 * them; without, the files that it brought go again. Every step may be done twice.
 *
 * Throws BackupRefusal NOTHING_UNFINISHED.
 */
export async function recoverRestore(strapi: Core.Strapi): Promise<void> {
  const unfinished = await findUnfinished(strapi);
  if (unfinished === null) throw new BackupRefusal('NOTHING_UNFINISHED');
  if (unfinished.hasRows) {
    await placeStagedUploads(strapi);
    await removeUploads(strapi, unfinished.obsoleteUploads);
    await removeUnnamed(strapi, unfinished.obsoleteEvidence);
  } else {
    await dropStagedUploads(strapi);
    await removeUnnamed(strapi, unfinished.addedEvidence);
  }
  await forgetUnfinished(strapi);
}

/** Removes contents from the store, whatever the rows that are there name excepted. */
async function removeUnnamed(strapi: Core.Strapi, keys: readonly string[]): Promise<void> {
  const store = evidenceStoreOf(strapi);
  for (const part of chunk(keys, KEY_CHUNK)) {
    const named = await read(strapi, ({ trx }): Promise<string[]> =>
      trx(evidence.name).whereIn('file_key', part).pluck('file_key'),
    );
    for (const key of part) if (!named.includes(key)) await store.remove(key);
  }
}

/** Throws StartupRefusal where a restore was interrupted: nobody knows yet which town this is. */
export async function refuseUnfinishedRestore(strapi: Core.Strapi): Promise<void> {
  const unfinished = await findUnfinished(strapi);
  if (unfinished === null) return;
  const { since, hasRows } = unfinished;
  const outcome = hasRows ? 'finish it' : 'go on with the town that was there before';
  throw new StartupRefusal(explainBackupRefusal('RESTORE_UNFINISHED', { since, outcome }));
}
