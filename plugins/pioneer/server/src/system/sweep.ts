import type { Core } from '@strapi/strapi';
import { logOmittedFailures } from '../access-log/log-failure';
import { forgetErasedContents } from '../evidence/forget-evidence';
import { planNewDay } from '../recurrences/plan-again';
import { publishHead } from '../record/publish-head';
import { keepRetention } from '../retention/keep-retention';
import { sweepClaims } from '../work/settle-claims';
import { noteRound } from './rounds';

const SWEEP = 'pioneerSweep';

/** Every 15 s: a deadline is kept within a minute, with three rounds to spare. */
const EVERY_15_SECONDS = '*/15 * * * * *';

/**
 * Keeps deadlines, has the dates of a new day looked for, and forgets what has served its time,
 * until there is nothing left to do.
 */
export async function sweepDeadlines(strapi: Core.Strapi): Promise<void> {
  while ((await sweepClaims(strapi)) > 0);
  await planNewDay(strapi);
  await publishHead(strapi);
  await logOmittedFailures(strapi);
  // Last: the store of evidence may be away while the database is not.
  await keepRetention(strapi);
  await forgetErasedContents(strapi);
}

/** Starts the sweep on this node; nodes do not wait for each other, their writes are conditional. */
export function startSweep(strapi: Core.Strapi): void {
  let isRunning = false;
  strapi.cron.add({
    [SWEEP]: {
      options: { rule: EVERY_15_SECONDS },
      async task() {
        if (isRunning) return;
        isRunning = true;
        try {
          await sweepDeadlines(strapi);
          noteRound(strapi, 'sweep');
        } catch (error) {
          strapi.log.error(`[pioneer] the sweep failed and will be tried again: ${String(error)}`);
        } finally {
          isRunning = false;
        }
      },
    },
  });
}

/** Stops the sweep before the database goes. */
export function stopSweep(strapi: Core.Strapi): void {
  strapi.cron.remove(SWEEP);
}
