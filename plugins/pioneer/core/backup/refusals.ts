/**
 * Why a town is not backed up or not restored, for whoever types the command. Each text says what was
 * found, what was expected and what to do; `{name}` is filled from the facts.
 */
export const BACKUP_REFUSALS = {
  BACKUP_FILE_EXISTS:
    '{file} is there already; a back-up overwrites nothing, so name another file.',
  NOT_WRITTEN:
    '{what} could not be written: {problem}. Nothing was changed; make room, or mend what is in the way, and run it again.',
  BACKUP_ALWAYS_CHANGING:
    'Evidence was deleted while it was being backed up, {times} times over; run it again at a quieter hour.',
  FILE_NOT_READABLE: '{file} cannot be read ({problem}); name a file that this user may read.',
  FILE_NO_BACKUP:
    '{file} is neither a back-up of ours nor a file of "strapi export --no-encrypt"; name one of these.',
  BACKUP_FORMAT_UNKNOWN:
    '{file} has format {found}, this version reads format {expected}; restore it with version {version} of the application, which wrote it.',
  BACKUP_SCHEMA_DIFFERS:
    'The back-up was written by version {version} of the application, whose tables differ: {difference}. Restore it with that version, then update.',
  BACKUP_SECRET_DIFFERS:
    'The back-up was written under another PIONEER_SECRET, without which phones cannot be read; set the one of that town.',
  BACKUP_TRUNCATED:
    '{file} ends in the middle: what should be at its end is missing. Copy it again, or take another back-up.',
  BACKUP_DAMAGED:
    '{file} was changed since it was written: {part} is not what it was ({problem}). Copy it again, or take another back-up.',
  BACKUP_LACKS_EVIDENCE:
    'The back-up lacks {count} file(s) of evidence that its rows name, {first} for one; take another back-up, or add --accept-differences to do without them.',
  EXPORT_LACKS_EVIDENCE:
    'An export holds no evidence, and {count} of {total} files that its rows name are not in the store, {first} for one; give the folder with their copies by --evidence FOLDER, or add --accept-differences to do without them.',
  EXPORT_UNREADABLE: 'The export could not be taken in: {problem}. Nothing was changed.',
  TARGET_NOT_EMPTY:
    'The database {database} holds a town already ({found}); restore into an empty one, or add --replace to give that town up for the one in the file.',
  STORE_HOLDS_OTHERS:
    'The evidence store holds {count} file(s) that no row names afterwards, {first} for one: work that is newer than the back-up, or of another town. Move them away or configure another store, or add --accept-differences to leave them where they are.',
  TARGET_IN_USE:
    'The database {database} is in use ({found}); stop every server on it and run it again.',
  VALUES_NOT_TAKEN: 'The database refuses rows of {table}: {problem}. Nothing was changed.',
  RECORD_DIFFERS:
    'What was restored does not verify: {count} difference(s), the first at {first}. Nothing was changed; take another back-up, or add --accept-differences to take it as it is.',
  NOTHING_UNFINISHED: 'No restore was interrupted here, so there is nothing to recover.',
  RESTORE_UNFINISHED:
    'A restore that began at {since} was not finished. Run "npm run restore" with its file again, or "npm run restore -- --recover" to {outcome}.',
} as const;

export type BackupRefusalCode = keyof typeof BACKUP_REFUSALS;

export type BackupFacts = Readonly<Record<string, string | number>>;

/** The sentence of a refusal, after its name. */
export function explainBackupRefusal(code: BackupRefusalCode, facts: BackupFacts = {}): string {
  const sentence = BACKUP_REFUSALS[code].replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    String(facts[name] ?? '?'),
  );
  return `${code}: ${sentence}`;
}
