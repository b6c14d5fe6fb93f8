import type { Core } from '@strapi/strapi';
import type { RestoreOptions } from '../../../core/services';
import type { Transaction } from '../shared/database';
import { ABOUT } from './archive-format';
import { checkBackup } from './check-backup';
import { readArchive } from './read-archive';
import { BackupRefusal } from './refusal';
import { sourceOfBackup } from './restore-backup';
import { sourceOfExport } from './restore-export';

/** A file to restore from, read from end to end and found to be what it should be. */
export interface Source {
  /** Keys of evidence that its rows name. */
  readonly namedEvidence: readonly string[];
  /** Keys of those that come with it. */
  readonly heldEvidence: readonly string[];
  /** Names of the files of the Media Library that come with it. */
  readonly uploads: readonly string[];
  /** It knows no administrators, so those who are there stay. */
  readonly keepsAdministrators: boolean;
  /** Throws BackupRefusal when its tables are not those of this application. */
  refuseUnfit(): void;
  /** Makes the rows those of the file, puts evidence into the store and lays uploads ready. */
  fill(transaction: Transaction, how: FillOptions): Promise<void>;
}

export interface FillOptions {
  readonly isReplacing: boolean;
  /** Keys of the evidence that is not in the store yet. */
  readonly added: ReadonlySet<string>;
}

/** What a file of `strapi export` holds. */
const PARTS_OF_EXPORT =
  /^(?:\.\/)?(?:metadata\.json$|(?:schemas|entities|links|configuration|assets)\/)/;

/** Throws BackupRefusal for whatever cannot be restored, before anything is touched. */
export async function openSource(strapi: Core.Strapi, options: RestoreOptions): Promise<Source> {
  const { file, acceptsDifferences } = options;
  const first = await findFirstName(file);
  if (first === ABOUT) {
    const checked = await checkBackup(file, { mayLackEvidence: acceptsDifferences });
    return sourceOfBackup(strapi, checked);
  }
  if (!PARTS_OF_EXPORT.test(first)) throw new BackupRefusal('FILE_NO_BACKUP', { file });
  return sourceOfExport(strapi, options);
}

async function findFirstName(file: string): Promise<string> {
  for await (const { name } of readArchive(file)) return name;
  return '';
}
