import type { Core } from '@strapi/strapi';
import { findDatabaseFailure } from 'strapi-plugin-pioneer/contract';

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
  const answer = await answerInTime(strapi.db.connection.raw<unknown>('select 1'), withinMs);
  return answer !== null;
}

/** What the database answers; null when it fails, or says nothing within the time. Never throws. */
export async function answerInTime<T>(
  asking: PromiseLike<T>,
  withinMs: number,
): Promise<Awaited<T> | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, withinMs, null);
  });
  try {
    return await Promise.race([asking, tooLate]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
