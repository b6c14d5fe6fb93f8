import { publish, untilDone, type Publisher } from './publish-tasks';
import type { Town } from './prepare-town';

/**
 * Publishes a task for every member of the town and waits until all are enrolled. Gives the
 * seconds from the publication to the last claim.
 */
export async function enrolMembers(publisher: Publisher, town: Town): Promise<number> {
  publisher.progress.start('Enrolling everyone', 1);
  const startedAt = performance.now();
  const taskId = await publish(publisher, {
    title: 'Everybody has an idea for the town',
    slug: 'everybody',
    summary: 'The first task that every member has.',
    category: 'Ideas',
    organisation: town.organisations.get(town.rootCode),
    standard: town.standard,
    workflow: town.everyoneWorkflow,
    claimMode: 'everyone',
    memberSlots: 1,
    organisationSlots: 0,
  });
  await untilDone(publisher.administrator, taskId);
  publisher.progress.step();
  return (performance.now() - startedAt) / 1000;
}
