import type { StartupRefusal } from './startup-refusal';

const CHECK_ACCESS = 'check DATABASE_USERNAME and DATABASE_PASSWORD';
const CHECK_ADDRESS = 'check that it runs and that DATABASE_HOST and DATABASE_PORT are right';
const CHECK_NODES = 'see whether another node hangs while it starts, and start again';
const ALLOW_MORE =
  'see whether another node hangs while it starts; if this is an upgrade of a large town, which may ' +
  'make an index, start once with a larger DATABASE_STATEMENT_TIMEOUT, in milliseconds';
const CHECK_FILE = 'check that DATABASE_FILENAME is a file that this user may write';

/** What drivers and the operating system say, and what to do about it. */
const DATABASE_ERRORS: Readonly<Record<string, string>> = {
  SQLITE_CANTOPEN: `The database file cannot be opened for writing; ${CHECK_FILE}`,
  SQLITE_READONLY: `The database file can be read but not written; ${CHECK_FILE}`,
  SQLITE_NOTADB: `The database file holds something else than a database; ${CHECK_FILE}`,
  SQLITE_BUSY: 'The database file is in use by another program; stop that or wait until it ends',
  SQLITE_CORRUPT: 'The database file is damaged; restore it from a backup',
  SQLITE_FULL: 'The disk of the database is full; make room on it',
  EACCES: `The folder of the database cannot be written; ${CHECK_FILE}`,
  EEXIST: `The folder of the database is a file; ${CHECK_FILE}`,
  ENOTDIR: `The folder of the database is a file; ${CHECK_FILE}`,
  EPERM: `The folder of the database cannot be written; ${CHECK_FILE}`,
  EROFS: `The folder of the database cannot be written; ${CHECK_FILE}`,
  ECONNREFUSED: `Nothing answers where the database should be; ${CHECK_ADDRESS}`,
  ENOTFOUND: `The host of the database has no address; ${CHECK_ADDRESS}`,
  EHOSTUNREACH: `The host of the database cannot be reached; ${CHECK_ADDRESS}`,
  ETIMEDOUT: `The host of the database does not answer; ${CHECK_ADDRESS}`,
  '28P01': `The database refuses the password; ${CHECK_ACCESS}`,
  '28000': `The database refuses this user; ${CHECK_ACCESS}`,
  '3D000': 'The database server has no such database; create it or correct DATABASE_NAME',
  '3F000': 'The database has no such schema; create it or correct DATABASE_SCHEMA',
  '42501': 'This user may not make tables in the database; grant it CREATE on DATABASE_SCHEMA',
  '25006': 'The database is read-only; connect to the primary server',
  '53300': 'The database has no connection left; raise its limit or lower DATABASE_POOL_MAX',
  '55P03': `Another node has been starting for too long; ${CHECK_NODES}`,
  '57014': `The database took too long to answer; ${ALLOW_MORE}`,
  '57P03': 'The database is still starting; start again in a moment',
};

/** What knex and pg say, without a code, when nobody answered in time. */
const TIMEOUT = /Timeout acquiring a connection|timeout expired/;

/** Says in one sentence why the database cannot be used; null when that is not the reason. */
export function explainDatabaseError(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  // Extended codes of SQLite go into detail after the second underscore.
  const known = DATABASE_ERRORS[code] ?? DATABASE_ERRORS[code.split('_', 2).join('_')];
  const explanation = known ?? (TIMEOUT.test(error.message) ? DATABASE_ERRORS.ETIMEDOUT : null);
  return explanation ? `${explanation} (${error.message.split('\n', 1)[0]}).` : null;
}

/** Strapi keeps nothing but the message of what a file of config/ or a plugin throws about settings. */
const CONFIG_ERROR =
  /^Error: (?:Could not load js config file [^:]+|Error regarding pioneer config): (.*)$/s;

const REFUSAL: StartupRefusal['name'] = 'StartupRefusal';

/** Says in one sentence why the server did not start; null when nobody foresaw the reason. */
export function explainStartupError(error: unknown): string | null {
  // By name: the plugin pioneer refuses with a class of its own.
  if (error instanceof Error && error.name === REFUSAL) return error.message;
  const [, fromConfig] = CONFIG_ERROR.exec(String(error)) ?? [];
  if (fromConfig !== undefined) return fromConfig;
  if (error instanceof Error && error.message.startsWith('Invalid server url config')) {
    return 'PUBLIC_URL is no valid address; set it to one such as https://pioneer.example.org.';
  }
  return explainDatabaseError(error);
}
