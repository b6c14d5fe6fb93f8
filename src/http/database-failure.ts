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
