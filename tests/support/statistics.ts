import { setTimeout as wait } from 'node:timers/promises';
import type { StatisticsView } from 'strapi-plugin-pioneer/contract';
import type { Town } from './town';

/** Nothing of anything; what a test expects differs from it. */
export const NOTHING: StatisticsView['totals'] = {
  opened: 0,
  taken: 0,
  submitted: 0,
  accepted: 0,
  returned: 0,
  rejected: 0,
  withdrawn: 0,
  expired: 0,
};

/** More than a second of the reader, and than other tests keep a transaction open meanwhile. */
const PATIENCE = 40_000;
const LOOK_AGAIN = 200;

/** Waits until everything that was done up to now is counted; not where the clock was moved. */
export async function untilCounted(town: Town): Promise<void> {
  const [done, end] = [Date.now(), Date.now() + PATIENCE];
  for (;;) {
    const { asOf } = (await town.visitor('statistics.find', {})).data;
    if (Date.parse(asOf) >= done) return;
    if (Date.now() > end) throw new Error(`everything is counted up to ${asOf} only`);
    await wait(LOOK_AGAIN);
  }
}
