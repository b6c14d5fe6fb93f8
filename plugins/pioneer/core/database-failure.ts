/**
 * What a failed statement means for whoever asked: `unfit`, their value does not fit a column;
 * `away`, the database cannot be reached or did not answer in time.
 */
export type DatabaseFailure = 'unfit' | 'away';

/** PostgreSQL's codes for text, numbers and dates that do not fit the type of a column. */
const UNFIT = new Set(['22P02', '22P05', '22001', '22003', '22007', '22008', '22021']);

/** What drivers and PostgreSQL say when no connection can be had, or it did not last. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'],
  // Shut down, killed, starting, gone, closed; disk, memory or connections used up.
  ...['57P01', '57P02', '57P03', '3D000', '55000', '53000', '53100', '53200', '53300'],
  // A statement, a lock or a silence in a transaction that took too long.
  ...['57014', '55P03', '25P03'],
  ...['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR'],
]);

/** What pg says, without a code: a connection ends, or had ended before, or nobody answers who should open one. */
const AWAY_WORDS =
  /Connection terminated|Client has encountered a connection error|^timeout expired$/;

/** PostgreSQL's class "connection exception". */
const CONNECTION_EXCEPTION = '08';

/** Reads an error of knex or of a driver; null when it is something else. */
export function findDatabaseFailure(error: unknown): DatabaseFailure | null {
  if (!(error instanceof Error)) return null;
  // SQLite goes into detail after the second underscore: `SQLITE_IOERR_WRITE`.
  const code = 'code' in error ? String(error.code).split('_', 2).join('_') : '';
  if (UNFIT.has(code)) return 'unfit';
  const isAway =
    AWAY.has(code) ||
    code.startsWith(CONNECTION_EXCEPTION) ||
    error.name === 'KnexTimeoutError' ||
    AWAY_WORDS.test(error.message);
  return isAway ? 'away' : null;
}
