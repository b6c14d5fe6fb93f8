import type { Core } from '@strapi/strapi';
import { throttle } from 'lodash';
import type { JobKind } from '../../../core/jobs/jobs';
import { fillAudience } from '../audience/fill-audience';
import { enrolEveryone } from '../work/enrol-everyone';
import { openDates } from '../recurrences/open-dates';
import { openUnits } from '../work/open-units';
import { JOBS_WAIT } from '../jobs/request-job';
import { runJobs, type JobWork } from '../jobs/run-jobs';
import { noteRound } from './rounds';

const JOBS = 'pioneerJobs';

/** For what other nodes have left, what failed, and what waits for its moment. */
const EVERY_2_SECONDS = '*/2 * * * * *';

/** Jobs that this node requests begin at once; a row of changes has them looked for no oftener. */
const AT_ONCE_MS = 500;

const WORKS: Readonly<Record<JobKind, JobWork>> = {
  openUnits,
  openDates,
  enrol: enrolEveryone,
  audience: fillAudience,
};

let running: Promise<void> | null = null;
let isStopping = false;
let stopListening = (): void => {};

/** Does the jobs that wait, unless this node is at it already. */
export function workOff(strapi: Core.Strapi): Promise<void> {
  running ??= runJobs(strapi, WORKS, () => isStopping).finally(() => {
    running = null;
  });
  return running;
}

/** Looks for jobs from now on, and at once when this node has requested some. */
export function startJobs(strapi: Core.Strapi): void {
  isStopping = false;
  const look = async () => {
    try {
      await workOff(strapi);
      noteRound(strapi, 'jobs');
    } catch (error) {
      strapi.log.error(`[pioneer] jobs failed and will be tried again: ${String(error)}`);
    }
  };
  strapi.cron.add({ [JOBS]: { options: { rule: EVERY_2_SECONDS }, task: look } });
  const lookAtOnce = throttle(() => void look(), AT_ONCE_MS);
  const unsubscribe = strapi.eventHub.on(JOBS_WAIT, async () => void lookAtOnce());
  stopListening = () => {
    unsubscribe();
    lookAtOnce.cancel();
  };
}

/** Stops after the part that is under way; the next start, here or elsewhere, goes on from there. */
export async function stopJobs(strapi: Core.Strapi): Promise<void> {
  isStopping = true;
  strapi.cron.remove(JOBS);
  stopListening();
  await running?.catch(() => undefined);
}
