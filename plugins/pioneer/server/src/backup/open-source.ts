import type { Core } from '@strapi/strapi';
import type { RestoreOptions } from '../../../core/services';
import { ABOUT } from './archive-format';
import { checkBackup } from './check-backup';
import { readArchive } from './read-archive';
import { BackupRefusal } from './refusal';
import { sourceOfBackup } from './restore-backup';
import { sourceOfExport } from './restore-export';
import type { Source } from './source';

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
