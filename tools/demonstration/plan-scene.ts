import {
  MAX_PAGE_SIZE,
  type Call,
  type ClaimView,
  type OpeningView,
} from 'strapi-plugin-pioneer/contract';
import type { Member } from '../http/member';
import { readPages } from '../http/read-pages';
import type { Scene } from './content/types';
import type { Moment } from './play-moments';
import { playStep } from './play-step';

/** What players need to know of the town. */
export interface Players {
  readonly visitor: Call;
  readonly members: ReadonlyMap<string, Member>;
  readonly organisations: ReadonlyMap<string, string>;
}

/**
 * The moments of one claim. The last of them throws when the claim is not in the state that the
 * scene ends in: the town would show something else than it says.
 */
export function planScene(scene: Scene, players: Players): Moment[] {
  const { task, by } = scene;
  let claim: ClaimView | null = null;
  const known = (): ClaimView => {
    if (claim === null) throw new Error('it was never claimed');
    return claim;
  };
  const claiming: Moment = {
    day: scene.claimed,
    what: `${by} claims ${task}`,
    async play() {
      claim = await take(scene, players);
    },
  };
  const steps = scene.steps.map((step): Moment => {
    const number = 'by' in step ? step.by : by;
    return {
      day: step.day,
      what: `${number} gives "${step.does}" to the claim of ${by} on ${task}`,
      async play() {
        const player = memberOf(number, players);
        claim = await playStep({ step, task, claim: known(), player });
      },
    };
  });
  const ending: Moment = {
    day: scene.steps.at(-1)?.day ?? scene.claimed,
    what: `the claim of ${by} on ${task} ends`,
    play() {
      const { state } = known();
      if (state !== scene.ends) throw new Error(`it is ${state}, not ${scene.ends}`);
    },
  };
  return [claiming, ...steps, ending];
}

async function take(scene: Scene, players: Players): Promise<ClaimView> {
  const opening = await findOpening(scene.task, players.visitor);
  if (scene.begins?.as === 'assigned') return assign(opening, scene.by, scene.begins.by, players);
  const organisationId = scene.for === undefined ? undefined : players.organisations.get(scene.for);
  const { call } = memberOf(scene.by, players);
  const wait = scene.begins?.as === 'waiting';
  const body = { termsId: opening.termsId, organisationId, wait };
  return (await call('openings.claim', { params: { id: opening.id }, body })).data;
}

async function assign(
  { id }: OpeningView,
  number: string,
  manager: string,
  players: Players,
): Promise<ClaimView> {
  const member = memberOf(number, players);
  const body = { claimants: [{ kind: 'member' as const, id: member.id }] };
  const { data } = await memberOf(manager, players).call('openings.assign', {
    params: { id },
    body,
  });
  const claimId = data.assigned[0]?.claimId ?? '';
  return (await member.call('claims.findOne', { params: { id: claimId } })).data;
}

async function findOpening(slug: string, visitor: Call): Promise<OpeningView> {
  const board = await readPages((cursor) =>
    visitor('openings.find', { query: { cursor, limit: MAX_PAGE_SIZE } }),
  );
  const opening = board.find(({ task }) => task.slug === slug);
  if (opening === undefined) throw new Error('the board has no opening of this task');
  return opening;
}

function memberOf(number: string, { members }: Players): Member {
  const member = members.get(number);
  if (member === undefined) throw new Error(`${number} has no account`);
  return member;
}
