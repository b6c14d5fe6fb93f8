import { inspect } from 'node:util';

/** What drivers and the operating system say when the server cannot start, in plain words. */
const REASONS: Readonly<Record<string, string>> = {
  // Listening
  EADDRINUSE: 'Another program already listens on this port. Stop it, or set PORT to a free one.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine. Set it to one that is.',
  // PostgreSQL
  ECONNREFUSED: 'No database answers there. Start it, or mend DATABASE_HOST and DATABASE_PORT.',
  ENOTFOUND: 'No machine has this name. Mend DATABASE_HOST.',
  EAI_AGAIN: 'The name of the database machine could not be looked up. Mend DATABASE_HOST.',
  ETIMEDOUT: 'The database did not answer in time. Check DATABASE_HOST and the network.',
  EHOSTUNREACH: 'The database machine cannot be reached. Check DATABASE_HOST and the network.',
  '28P01': 'The database refuses this password. Mend DATABASE_USERNAME and DATABASE_PASSWORD.',
  '28000': 'The database refuses this user. Mend DATABASE_USERNAME.',
  '3D000': 'There is no database of this name. Create it, or mend DATABASE_NAME.',
  '3F000': 'There is no schema of this name. Create it, or mend DATABASE_SCHEMA.',
  '25006': 'The database is read-only. Connect to one that can be written.',
  '42501': 'The database user may not write. Grant CREATE and the tables to DATABASE_USERNAME.',
  '53300':
    'The database accepts no more connections. Raise max_connections, or stop other programs.',
  // SQLite and its file
  SQLITE_CANTOPEN: 'The database file cannot be opened. Mend DATABASE_FILENAME or its folder.',
  SQLITE_READONLY: 'The database file is read-only. Make it and its folder writable.',
  SQLITE_NOTADB: 'The file is not an SQLite database. Mend DATABASE_FILENAME.',
  SQLITE_CORRUPT: 'The database file is damaged. Bring back a copy of it.',
  SQLITE_BUSY: 'Another program holds the database file. Stop it.',
  SQLITE_FULL: 'The disk is full. Make room for the database file.',
  EACCES:
    'This user is not allowed to do that. Mend the rights of the path, or set PORT above 1023.',
  EROFS: 'The disk is read-only. Choose another place.',
  ENOSPC: 'The disk is full. Make room.',
  ENOTDIR: 'A part of the path is a file, not a folder. Mend the path.',
};

/**
 * The one sentence for a start-up that was refused: by the configuration, which throws errors
 * named `StartupRefusal`, or by the database and the operating system. Null for everything that
 * is a fault of the program: those are shown whole.
 */
export function describeRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'StartupRefusal') return error.message;
  const code = codeOf(error);
  const reason = code === null ? undefined : (REASONS[code] ?? REASONS[generalCode(code)]);
  // Node says nothing in an error that stands for several; its code then is all there is.
  if (reason !== undefined) return `${reason} (${firstLine(error.message) || code})`;
  return error.cause === undefined ? null : describeRefusal(error.cause);
}

/** What to print before the server ends with code 1. */
export function describeFailure(error: unknown): string {
  return describeRefusal(error) ?? `The server could not start: ${inspect(error)}`;
}

function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : null;
}

/** SQLite refines its codes by suffixes: SQLITE_CANTOPEN_ISDIR is a SQLITE_CANTOPEN. */
function generalCode(code: string): string {
  return code.split('_').slice(0, 2).join('_');
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
