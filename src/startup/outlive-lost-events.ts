import type { Core } from '@strapi/strapi';
import { findDatabaseFailure } from 'strapi-plugin-pioneer/contract';

/**
 * After a commit Strapi reads documents once more, to tell its webhooks, and waits for that no more
 * than anybody else does: where the database goes away in that moment, the whole server would end.
 * Whoever asked has the answer; any other mistake that nobody waits for ends the server as ever.
 */
export function outliveLostEvents({ log }: Core.Strapi): void {
  process.on('unhandledRejection', (error) => {
    if (findDatabaseFailure(error) !== 'away') throw error;
    log.error(`What follows a commit was lost with the database: ${String(error)}`);
  });
}
