import type { Administrator } from '../http/administrator';
import type { TownClock } from './town-clock';
import type { TaskContent } from './content/types';
import type { Rules } from './write-rules';

const TASK = 'api::task.task';

/** Tasks close and are due when people come home. */
const EVENING = 18;

/** Publishes a task of the town; gives its documentId. */
export async function publishTask(
  administrator: Administrator,
  task: TaskContent,
  known: { rules: Rules; organisations: ReadonlyMap<string, string>; clock: TownClock },
): Promise<string> {
  const { rules, organisations, clock } = known;
  const { slug, title, summary, body, category, place, points } = task;
  const { priority, difficulty, memberSlots, organisationSlots } = task;
  const { drive, standard, workflow, spots, recurs, closes, due, published } = task;
  const id = await administrator.create(TASK, {
    ...{ slug, title, summary, body, category, place, points },
    ...{ priority, difficulty, memberSlots, organisationSlots },
    ...(spots !== undefined && { unitKind: 'spot', unitCategory: spots }),
    ...(recurs !== undefined && { unitKind: 'date' }),
    organisation: organisations.get(task.organisation),
    drive: drive && rules.drives[drive],
    standard: standard && rules.standards[standard],
    workflow: workflow && rules.workflows[workflow],
    closesAt: closes && clock.instant(closes, EVENING),
    dueAt: due && clock.instant(due, EVENING),
  });
  await administrator.publish(TASK, id);
  if (recurs !== undefined) {
    const firstDay = clock.day(published);
    await administrator.call('tasks.addRecurrences', {
      params: { uid: TASK, id },
      body: { ...recurs, dayOffRule: 'next', firstDay },
    });
  }
  return id;
}
