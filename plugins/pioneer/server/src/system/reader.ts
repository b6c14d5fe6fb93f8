import type { Core } from '@strapi/strapi';
import { countStatistics } from '../record/count-statistics';
import { readPending, type Consumer } from '../record/read-pending';
import { sealEvents } from '../record/seal-events';
import { noteRound } from './rounds';

const READER = 'pioneerReader';

/** What follows from events is at most 5 s behind, with time to spare for a busy second. */
const EVERY_SECOND = '* * * * * *';

/** What follows from events, in the order in which it is told of them. */
const CONSUMERS: readonly Consumer[] = [sealEvents, countStatistics];

let running: Promise<void> | null = null;
let isStopping = false;

/** Reads what is pending, unless this node is at it already. */
export function catchUp(strapi: Core.Strapi): Promise<void> {
  running ??= readPending(strapi, CONSUMERS, () => isStopping).finally(() => {
    running = null;
  });
  return running;
}

/** Reads what becomes pending from now on. */
export function startReader(strapi: Core.Strapi): void {
  isStopping = false;
  strapi.cron.add({
    [READER]: {
      options: { rule: EVERY_SECOND },
      async task() {
        try {
          await catchUp(strapi);
          noteRound(strapi, 'reader');
        } catch (error) {
          strapi.log.error(`[pioneer] events were not read and will be: ${String(error)}`);
        }
      },
    },
  });
}

/** Stops after the batch that is under way. */
export async function stopReader(strapi: Core.Strapi): Promise<void> {
  isStopping = true;
  strapi.cron.remove(READER);
  await running?.catch(() => undefined);
}
