import { randomUUID } from 'node:crypto';
import {
  MAX_PAGE_SIZE,
  type Call,
  type ClaimView,
  type OpeningView,
} from 'strapi-plugin-pioneer/contract';
import type { Member } from '../http/member';
import { readPages } from '../http/read-pages';
import { TASKS } from './content/tasks/all-tasks';
import type { Scene, ScoreList, Step } from './content/types';
import { DRIVES, STANDARDS } from './content/work-rules';

/** What players need to know of the town. */
export interface Players {
  readonly visitor: Call;
  readonly members: ReadonlyMap<string, Member>;
  readonly organisations: ReadonlyMap<string, string>;
}

/** One thing that happens on a day; `play` expects the clock to be there. */
export interface Moment {
  readonly day: number;
  readonly play: () => Promise<void>;
}

/**
 * The moments of one claim. The last of them throws when the claim is not in the state that the
 * scene ends in: the town would show something else than it says.
 */
export function momentsOf(scene: Scene, players: Players): Moment[] {
  let claim: ClaimView | null = null;
  const known = (): ClaimView => {
    if (claim === null) throw new Error(`${scene.task}: ${scene.by} has not claimed it`);
    return claim;
  };
  const moments: Moment[] = [
    {
      day: scene.claimed,
      async play() {
        claim = await take(scene, players);
      },
    },
    ...scene.steps.map((step) => ({
      day: step.day,
      async play() {
        claim = await act(step, scene, known(), players);
      },
    })),
  ];
  const last = moments[moments.length - 1];
  return moments.map((moment) =>
    moment === last
      ? { ...moment, play: () => moment.play().then(() => assertEnd(scene, known())) }
      : moment,
  );
}

function assertEnd({ task, by, ends }: Scene, { state }: ClaimView): void {
  if (state !== ends) throw new Error(`${task}: the claim of ${by} is ${state}, not ${ends}`);
}

async function take(scene: Scene, players: Players): Promise<ClaimView> {
  const opening = await findOpening(scene.task, players.visitor);
  const organisationId = scene.for === undefined ? undefined : players.organisations.get(scene.for);
  const { call } = memberOf(scene.by, players);
  const body = { termsId: opening.termsId, organisationId };
  return (await call('openings.claim', { params: { id: opening.id }, body })).data;
}

async function findOpening(slug: string, visitor: Call): Promise<OpeningView> {
  const board = await readPages((cursor) =>
    visitor('openings.find', { query: { cursor, limit: MAX_PAGE_SIZE } }),
  );
  const opening = board.find(({ task }) => task.slug === slug);
  if (opening === undefined) throw new Error(`${slug}: the board has no opening of this task`);
  return opening;
}

async function act(
  step: Step,
  scene: Scene,
  { id, version }: ClaimView,
  players: Players,
): Promise<ClaimView> {
  const { call } = memberOf('by' in step ? step.by : scene.by, players);
  const params = { id };
  switch (step.does) {
    case 'report': {
      const { percent, text } = step;
      const body = { version, clientId: randomUUID(), percent, text };
      return (await call('claims.report', { params, body })).data;
    }
    case 'submit': {
      const selfCheck = scoresFor(scene, step.selfCheck);
      const body = { version, clientId: randomUUID(), text: step.text, selfCheck };
      return (await call('claims.submit', { params, body })).data;
    }
    case 'accept':
    case 'reject': {
      const body = { version, scores: scoresFor(scene, step.scores), reason: step.reason };
      return (await call(`claims.${step.does}`, { params, body })).data;
    }
    case 'return':
    case 'withdraw':
      return (await call(`claims.${step.does}`, { params, body: { version, reason: step.reason } }))
        .data;
    case 'acknowledge':
      return (await call('claims.acknowledge', { params, body: { version } })).data;
    case 'look':
      return (await call('claims.findOne', { params })).data;
  }
}

function memberOf(number: string, { members }: Players): Member {
  const member = members.get(number);
  if (member === undefined) throw new Error(`${number} has no account`);
  return member;
}

/** Points under the keys of the standard that the task is judged by. */
function scoresFor({ task: slug }: Scene, list: ScoreList): Record<string, number> {
  const task = TASKS.find((one) => one.slug === slug);
  const standard = task?.standard ?? (task?.drive && DRIVES[task.drive].standard);
  if (standard === undefined) throw new Error(`${slug}: there is no standard to judge by`);
  const { criteria } = STANDARDS[standard];
  return Object.fromEntries(criteria.map(({ key }, place) => [key, list[place] ?? 0]));
}
