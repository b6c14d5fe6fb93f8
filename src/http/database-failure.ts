import type { Core } from '@strapi/strapi';

/** What a failed statement means for whoever asked: their value does not fit, or nobody is there. */
export type DatabaseFailure = 'unfit' | 'away';

/** PostgreSQL's codes for text, numbers and dates that do not fit the type of a column. */
const UNFIT = new Set(['22P02', '22P05', '22001', '22003', '22007', '22008', '22021']);

/** What drivers and PostgreSQL say when no connection can be had, or it did not last. */
const AWAY = new Set([
  ...'ECONNREFUSED ECONNRESET EHOSTUNREACH ENOTFOUND EPIPE ETIMEDOUT'.split(' '),
  // Shut down, killed, starting, gone, closed; disk, memory or connections used up.
  ...'57P01 57P02 57P03 3D000 55000 53000 53100 53200 53300'.split(' '),
  // A statement, a lock or a silence in a transaction that took too long.
  ...'57014 55P03 25P03'.split(' '),
  ...'SQLITE_BUSY SQLITE_FULL SQLITE_IOERR'.split(' '),
]);

/** Reads an error of knex or of a driver; null when it is something else. */
export function findDatabaseFailure(error: unknown): DatabaseFailure | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (UNFIT.has(code)) return 'unfit';
  const isAway =
    AWAY.has(code) ||
    code.startsWith('08') ||
    error.name === 'KnexTimeoutError' ||
    error.message.includes('Connection terminated');
  return isAway ? 'away' : null;
}

/**
 * Strapi's strategies swallow every error and answer "not signed in". So that nobody is logged out
 * because the database was away, failures are noted on the request in which they happened.
 */
export function noteDatabaseFailures(strapi: Core.Strapi): void {
  strapi.db.connection.on('query-error', (error: unknown) => {
    const ctx = strapi.requestContext.get();
    if (ctx && findDatabaseFailure(error) === 'away') ctx.state.isDatabaseAway = true;
  });
}

/** Whether the database answers at all, within the time. Never throws. */
export async function isDatabaseReachable(strapi: Core.Strapi, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, withinMs, false);
  });
  const answer = strapi.db.connection.raw('select 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
