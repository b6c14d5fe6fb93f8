import { randomUUID } from 'node:crypto';
import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import type { Member } from '../http/member';
import { TASKS } from './content/tasks/all-tasks';
import type { ScoreList, Step } from './content/types';
import { DRIVES, STANDARDS } from './content/work-rules';

/** Does one thing to a claim, as the member who does it in the story; gives the claim afterwards. */
export async function playStep(options: {
  step: Step;
  /** Slug of the task that the claim is on. */
  task: string;
  claim: ClaimView;
  player: Member;
}): Promise<ClaimView> {
  const { step, task, player } = options;
  const { call } = player;
  const params = { id: options.claim.id };
  // Reminders change a claim as well, so whoever does something has looked at it first.
  const { version } = (await call('claims.findOne', { params })).data;
  switch (step.does) {
    case 'report': {
      const { percent, text } = step;
      const body = { version, clientId: randomUUID(), percent, text };
      return (await call('claims.report', { params, body })).data;
    }
    case 'submit': {
      const selfCheck = scoresFor(task, step.selfCheck);
      const body = { version, clientId: randomUUID(), text: step.text, selfCheck };
      return (await call('claims.submit', { params, body })).data;
    }
    case 'accept':
    case 'reject': {
      const body = { version, scores: scoresFor(task, step.scores), reason: step.reason };
      return (await call(`claims.${step.does}`, { params, body })).data;
    }
    case 'return':
    case 'withdraw':
    case 'decline':
    case 'refuse':
    case 'cancel': {
      const body = { version, reason: step.reason };
      return (await call(`claims.${step.does}`, { params, body })).data;
    }
    case 'acknowledge':
      return (await call('claims.acknowledge', { params, body: { version } })).data;
    case 'look':
      return (await call('claims.findOne', { params })).data;
  }
}

/** Points under the keys of the standard that the task is judged by. */
function scoresFor(slug: string, list: ScoreList): Record<string, number> {
  const task = TASKS.find((one) => one.slug === slug);
  const standard = task?.standard ?? (task?.drive && DRIVES[task.drive].standard);
  if (standard === undefined) throw new Error(`${slug} has no standard to judge by`);
  const { criteria } = STANDARDS[standard];
  return Object.fromEntries(criteria.map(({ key }, place) => [key, list[place] ?? 0]));
}
