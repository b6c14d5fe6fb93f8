import type { Core } from '@strapi/strapi';
import { fillAudience } from '../audience/fill-audience';
import { enrolEveryone } from '../work/enrol-everyone';
import { openDates } from '../recurrences/open-dates';
import { openUnits } from '../work/open-units';
import { runJobs, type JobWork } from '../jobs/run-jobs';
import type { JobKind } from '../jobs/tables';

const JOBS = 'pioneerJobs';

/** Soon enough that an administrator who has published sees the openings come. */
const EVERY_2_SECONDS = '*/2 * * * * *';

const WORKS: Readonly<Record<JobKind, JobWork>> = {
  openUnits,
  openDates,
  enrol: enrolEveryone,
  audience: fillAudience,
};

let running: Promise<void> | null = null;
let isStopping = false;

/** Does the jobs that wait, unless this node is at it already. */
export function workOff(strapi: Core.Strapi): Promise<void> {
  running ??= runJobs(strapi, WORKS, () => isStopping).finally(() => {
    running = null;
  });
  return running;
}

/** Looks for jobs from now on. */
export function startJobs(strapi: Core.Strapi): void {
  isStopping = false;
  strapi.cron.add({
    [JOBS]: {
      options: { rule: EVERY_2_SECONDS },
      async task() {
        try {
          await workOff(strapi);
        } catch (error) {
          strapi.log.error(`[pioneer] jobs failed and will be tried again: ${String(error)}`);
        }
      },
    },
  });
}

/** Stops after the part that is under way; the next start, here or elsewhere, goes on from there. */
export async function stopJobs(strapi: Core.Strapi): Promise<void> {
  isStopping = true;
  strapi.cron.remove(JOBS);
  await running?.catch(() => undefined);
}
