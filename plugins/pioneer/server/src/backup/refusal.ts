import {
  explainBackupRefusal,
  type BackupFacts,
  type BackupRefusalCode,
} from '../../../core/backup/refusals';

/** A back-up or restore that does not take place; its message is for whoever typed the command. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal';

  constructor(
    readonly code: BackupRefusalCode,
    facts: BackupFacts = {},
    options?: ErrorOptions,
  ) {
    super(explainBackupRefusal(code, facts), options);
  }
}

/** No room on a disk, in a quota or in the database; something in the way; a store that is away. */
const UNWRITABLE = new Set([
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'EEXIST', 'ENOTDIR'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'],
  ...['SQLITE_FULL', 'SQLITE_IOERR', '53100'],
]);

/** An error as a refusal, when it says that something could not be written; null otherwise. */
export function refusalOfWriting(what: string, error: unknown): BackupRefusal | null {
  if (error instanceof BackupRefusal) return error;
  const { code } = error as NodeJS.ErrnoException;
  // Extended codes of SQLite go into detail after the second underscore.
  if (!UNWRITABLE.has(String(code).split('_', 2).join('_'))) return null;
  const problem = `${code}, ${problemIn(error as Error)}`;
  return new BackupRefusal('NOT_WRITTEN', { what, problem }, { cause: error });
}

/** What went wrong, in one line: knex puts the whole statement before it. */
export function problemIn({ message }: Error): string {
  return message.split('\n', 1)[0]?.split(' - ').at(-1) ?? '';
}
