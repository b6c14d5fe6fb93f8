import type { Administrator, Content } from '../../http/administrator';
import type { SpotPlan } from '../plan/plan-work';
import type { Town } from './prepare-town';

const TASK = 'api::task.task';
const MAX_TITLE = 120;

/** Creates the task of a row and publishes it, as an administrator does. Gives its documentId. */
export async function publishTask(
  administrator: Administrator,
  plan: SpotPlan,
  town: Town,
  place: number,
): Promise<string> {
  const taskId = await administrator.create(TASK, taskOf(plan, town, place));
  await administrator.publish(TASK, taskId);
  return taskId;
}

/** Standard and workflow come from the drive of its category. */
function taskOf({ spot, organisationCode }: SpotPlan, town: Town, place: number): Content {
  const { key, category, complaint, detail, address, latitude, longitude, openedAt } = spot;
  const reported = `Reported on ${openedAt.toISOString().slice(0, 10)} under the key ${key}.`;
  return {
    title: `${complaint}: ${address || spot.neighbourhood}`.slice(0, MAX_TITLE),
    slug: `spot-${place + 1}`,
    summary: detail,
    body: [{ type: 'paragraph', children: [{ type: 'text', text: reported }] }],
    category,
    organisation: town.organisations.get(organisationCode),
    drive: town.drives.get(category),
    place: { address, latitude, longitude },
    claimMode: 'open',
    memberSlots: 1,
    organisationSlots: 0,
  };
}
