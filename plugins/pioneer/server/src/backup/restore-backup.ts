import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { NeutralValue } from '../../../core/backup/neutral-values';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { protectAccessLogIn, releaseAccessLog } from '../access-log/protect-log';
import { isRecordTable, protectRecord, releaseRecord } from '../record/append-only';
import { CONTENTS, EVIDENCE, TABLES, UPLOADS } from './archive-format';
import { rowsIn, type CheckedBackup } from './check-backup';
import { continueIds, fillerOf, type Fill } from './fill-tables';
import { emptyTables, withoutForeignKeys } from './loosen-tables';
import { readArchive } from './read-archive';
import { BackupRefusal, problemIn } from './refusal';
import { refuseUnfit } from './refuse-target';
import { savedTables } from './saved-tables';
import type { FillOptions, Source } from './source';
import { stageUpload } from './uploads-folder';

/** A back-up of ours, from either database, for either. */
export function sourceOfBackup(strapi: Core.Strapi, backup: CheckedBackup): Source {
  const { about, contents, namedEvidence, heldEvidence } = backup;
  const uploads = contents.parts
    .filter(({ name }) => name.startsWith(UPLOADS))
    .map(({ name }) => name.slice(UPLOADS.length));
  return {
    namedEvidence,
    heldEvidence,
    uploads,
    keepsAdministrators: false,
    refuseUnfit: () => refuseUnfit(strapi, about),
    fill: ({ trx }, how) => fillTown(strapi, trx, backup, how),
  };
}

async function fillTown(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  backup: CheckedBackup,
  how: FillOptions,
): Promise<void> {
  const { isReplacing } = how;
  // Out of the way of this transaction alone: whoever else looks finds them where they are.
  if (isReplacing) await releaseRecord(strapi, trx);
  // Somebody may have come into a server that has no town yet.
  await releaseAccessLog(strapi, trx);
  await withoutForeignKeys(strapi, trx, async () => {
    const tables = savedTables(strapi).map(({ name }) => name);
    await emptyTables(
      strapi,
      trx,
      tables.filter((name) => isReplacing || !isRecordTable(name)),
    );
    await readParts(strapi, trx, backup, how);
    for (const { name, lastId } of backup.about.tables) {
      await continueIds(strapi, trx, name, lastId);
    }
  });
  await protectAccessLogIn(strapi, trx);
  if (isReplacing) await protectRecord(strapi, trx);
}

async function readParts(
  strapi: Core.Strapi,
  trx: Knex,
  { file, about }: CheckedBackup,
  { added }: FillOptions,
): Promise<void> {
  const store = evidenceStoreOf(strapi);
  const fillers = new Map<string, Fill>();
  for await (const { name, content } of readArchive(file)) {
    if (name === CONTENTS) return;
    const [, item = ''] = name.split('/');
    if (name.startsWith(TABLES)) {
      const table = item;
      const shape = about.tables.find((one) => one.name === table);
      if (shape === undefined) throw new Error(`${name} is of a table that nobody described`);
      const fill = fillers.get(table) ?? (await fillerOf(strapi, trx, shape));
      fillers.set(table, fill);
      await fillTable(table, fill, [...rowsIn<NeutralValue>(await content())]);
    } else if (name.startsWith(EVIDENCE)) {
      if (added.has(item)) await store.keep(item, await content());
    } else if (name.startsWith(UPLOADS)) {
      await stageUpload(strapi, item, await content());
    }
  }
}

async function fillTable(table: string, fill: Fill, rows: readonly NeutralValue[][]) {
  try {
    await fill(rows);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Class 22 and 23 of PostgreSQL: values that a column does not take.
    if (!/^(22|23)|^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code)) throw error;
    const problem = problemIn(error as Error);
    throw new BackupRefusal('VALUES_NOT_TAKEN', { table, problem }, { cause: error });
  }
}
