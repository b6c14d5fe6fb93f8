import type { Core } from '@strapi/strapi';

/**
 * Has the server outlive what fails while nobody waits for it. Strapi leaves some of its work to itself:
 * after a commit it reads documents once more, for its webhooks, and odd input fails where no request
 * listens. A database that goes in that moment, or a single such request, would end the node with all
 * that others are doing. When Strapi is destroyed it takes every listener away.
 */
export function outliveRejections({ log }: Core.Strapi): void {
  process.on('unhandledRejection', (reason) => {
    const told = reason instanceof Error ? reason.stack : String(reason);
    log.error(`Nobody waited for what failed: ${told}`);
  });
}
