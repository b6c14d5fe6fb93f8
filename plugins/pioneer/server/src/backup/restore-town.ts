import type { Core } from '@strapi/strapi';
import { difference } from 'lodash';
import type { Finding } from '../../../core/record/verification';
import type { RestoreOptions, RestoreSummary } from '../../../core/services';
import type { EvidenceStore } from '../evidence/evidence-store';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { evidence } from '../evidence/tables';
import { verifyIn } from '../record/verify';
import { liftLimits, read, transact, type Transaction } from '../shared/database';
import { openSource } from './open-source';
import { recoverRestore } from './recover-restore';
import { BackupRefusal, refusalOfWriting } from './refusal';
import { refuseOthers, refuseTown } from './refuse-target';
import { becomeRestoring } from './restoring';
import type { Source } from './source';
import { findUnfinished, noteUnfinished, type UnfinishedRestore } from './unfinished-restore';
import { namesOfUploads } from './uploads-folder';

/**
 * Makes this database, the evidence store and the Media Library what they were when a file was
 * written: a back-up of ours, or one of `strapi export`. It looks before it touches anything, writes
 * all rows in one transaction, proves the record inside it, and only then lets files go.
 *
 * @param strapi registered and not yet started
 * @throws BackupRefusal with everything as it was before
 */
export async function restoreTown(
  strapi: Core.Strapi,
  options: RestoreOptions,
): Promise<RestoreSummary> {
  const source = await openSource(strapi, options);
  const target = await startRestoring(strapi, source, options);
  const files = await planFiles(strapi, source, options);
  const unfinished: UnfinishedRestore = {
    since: new Date().toISOString(),
    hasRows: false,
    addedEvidence: files.added,
    obsoleteEvidence: files.obsolete,
    obsoleteUploads: files.obsoleteUploads,
  };
  await noteUnfinished(strapi, unfinished);
  const summary = await writeRows(strapi, source, unfinished, { ...options, ...target }).catch(
    (error: unknown) => undo(strapi, unfinished, error),
  );
  await recoverRestore(strapi);
  return { ...summary, addedEvidence: files.added.length };
}

/** Takes back what was begun and refuses. Where not even that can be written, it says what to do. */
async function undo(
  strapi: Core.Strapi,
  { since }: UnfinishedRestore,
  error: unknown,
): Promise<never> {
  try {
    await recoverRestore(strapi);
  } catch (recovering) {
    const outcome =
      `go on with the town that was there before, once this is mended: ${String(recovering)}. ` +
      `What came first: ${String(error)}`;
    throw new BackupRefusal('RESTORE_UNFINISHED', { since, outcome }, { cause: error });
  }
  throw refusalOfWriting('What is being restored', error) ?? error;
}

/** Brings an interrupted restore to an end, without another file. */
export async function recover(strapi: Core.Strapi): Promise<void> {
  becomeRestoring(strapi);
  beforeAnyChange(strapi, () => refuseOthers(strapi));
  await startQuietly(strapi);
  await recoverRestore(strapi);
}

async function startRestoring(
  strapi: Core.Strapi,
  source: Source,
  { isReplacing }: RestoreOptions,
): Promise<Pick<RestoreOptions, 'isReplacing'>> {
  becomeRestoring(strapi);
  let isGivenUp = isReplacing;
  beforeAnyChange(strapi, async () => {
    source.refuseUnfit();
    await refuseOthers(strapi);
    isGivenUp ||= await wasFilledByRestore(strapi);
    if (!isGivenUp) await refuseTown(strapi, source);
  });
  await startQuietly(strapi);
  if ((await findUnfinished(strapi)) !== null) await recoverRestore(strapi);
  return { isReplacing: isGivenUp };
}

/** Starts Strapi without what it does by the clock. */
async function startQuietly(strapi: Core.Strapi): Promise<void> {
  await strapi.bootstrap();
  strapi.cron.stop();
}

/** Strapi calls this when it knows all tables and has not looked at those of the database yet. */
function beforeAnyChange(strapi: Core.Strapi, look: () => Promise<void>): void {
  strapi.hook('strapi::content-types.beforeSync').register(look);
}

/** Whether the town that is there came from a restore that is not over: nobody has worked in it. */
async function wasFilledByRestore(strapi: Core.Strapi): Promise<boolean> {
  const { tableName } = strapi.db.metadata.get('strapi::core-store');
  if (!(await strapi.db.connection.schema.hasTable(tableName))) return false;
  return (await findUnfinished(strapi))?.hasRows === true;
}

interface PlannedFiles {
  readonly added: readonly string[];
  readonly obsolete: readonly string[];
  readonly obsoleteUploads: readonly string[];
}

/** Which files come and which go. Throws BackupRefusal when the store holds what belongs to neither. */
async function planFiles(
  strapi: Core.Strapi,
  source: Source,
  { acceptsDifferences }: RestoreOptions,
): Promise<PlannedFiles> {
  const present: string[] = [];
  for await (const { key } of evidenceStoreOf(strapi).list()) present.push(key);
  const before = await read(strapi, async ({ trx }) => {
    const keys: string[] = await trx(evidence.name).pluck('file_key');
    return { keys, uploads: await namesOfUploads(strapi, trx) };
  });
  const obsolete = difference(before.keys, source.namedEvidence);
  const others = difference(present, source.namedEvidence, obsolete);
  const [first] = others;
  if (first !== undefined && !acceptsDifferences) {
    throw new BackupRefusal('STORE_HOLDS_OTHERS', { count: others.length, first });
  }
  return {
    added: difference(source.heldEvidence, present),
    obsolete,
    obsoleteUploads: difference(before.uploads, source.uploads),
  };
}

async function writeRows(
  strapi: Core.Strapi,
  source: Source,
  unfinished: UnfinishedRestore,
  { isReplacing, acceptsDifferences }: RestoreOptions,
): Promise<Omit<RestoreSummary, 'addedEvidence'>> {
  return transact(strapi, async (transaction) => {
    await liftLimits(strapi, transaction.trx);
    await source.fill(transaction, { isReplacing, added: new Set(unfinished.addedEvidence) });
    const verification = await proveRecord(strapi, transaction, unfinished, acceptsDifferences);
    await noteUnfinished(strapi, { ...unfinished, hasRows: true });
    const { rows, events, findings } = verification;
    return { rows, events, differences: findings.length };
  });
}

async function proveRecord(
  strapi: Core.Strapi,
  transaction: Transaction,
  { obsoleteEvidence }: UnfinishedRestore,
  acceptsDifferences: boolean,
) {
  const store = withoutKeys(evidenceStoreOf(strapi), new Set(obsoleteEvidence));
  const verification = await verifyIn(strapi, transaction, { store });
  const { findings, hasMore } = verification;
  const [finding] = findings;
  if (finding !== undefined && !acceptsDifferences) {
    const count = `${findings.length}${hasMore ? ' or more' : ''}`;
    throw new BackupRefusal('RECORD_DIFFERS', { count, first: placeOf(finding) });
  }
  return verification;
}

function placeOf({ table, id, column, recorded, found }: Finding): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${table} ${id} ${column}: ${shown(recorded)} recorded, ${shown(found)} found`;
}

/** The store as it will be when what goes is gone. */
function withoutKeys(store: EvidenceStore, keys: ReadonlySet<string>): EvidenceStore {
  return {
    ...store,
    async *list() {
      for await (const file of store.list()) if (!keys.has(file.key)) yield file;
    },
  };
}
