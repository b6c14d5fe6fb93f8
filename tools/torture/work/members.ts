import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { drawPhoto } from '../../photos/draw-photo';
import type { Random } from '../../replay/random';
import type { Actor } from '../town/found-town';
import { claimingOf, giveSome, look } from './give-command';
import { isLikely, sendRead, sendWrite, type KnownOpening, type Stage } from './stage';

/** One thing that somebody does. */
export type Step = (stage: Stage, random: Random, actor: Actor) => Promise<void>;

/** Among the newest there is still something to be had. */
const NEWEST = 10;
const NEWEST_CLAIMS = 200;
type View = 'mine' | 'to-evaluate' | 'to-decide';

/** Claims something new, goes on with an own claim, or looks where it has no business. */
export const claimantStep: Step = async (stage, random, actor) => {
  const chance = random.integer(1, 100);
  if (chance <= 35) await claim(stage, random, actor, {});
  else if (chance <= 40) await lookAnywhere(stage, random, actor);
  else if (chance <= 50) await showPhoto(stage, random, actor);
  else await goOn(stage, random, actor, 'mine');
};

export const representativeStep: Step = async (stage, random, actor) => {
  const { organisationId } = actor;
  if (isLikely(random, 40)) await claim(stage, random, actor, { organisationId });
  else await goOn(stage, random, actor, 'mine');
};

export const evaluatorStep: Step = async (stage, random, actor) => {
  if (isLikely(random, 15)) await lookAnywhere(stage, random, actor);
  else await goOn(stage, random, actor, 'to-evaluate');
};

export const managerStep: Step = async (stage, random, actor) => {
  const chance = random.integer(1, 100);
  if (chance <= 25) await assign(stage, random, actor);
  else if (chance <= 40) await lookAnywhere(stage, random, actor);
  else if (chance <= 45) await interfere(stage, random, actor);
  else await goOn(stage, random, actor, 'to-decide');
};

/** Acts by an office that the administrator gives and takes. */
export function deputyStep(officeId: string): Step {
  const office = { underOfficeId: officeId };
  return async (stage, random, actor) => {
    await goOn(stage, random, actor, random.pick(['to-evaluate', 'to-decide']), office);
    if (isLikely(random, 30)) await assign(stage, random, actor, office);
  };
}

async function claim(
  stage: Stage,
  random: Random,
  actor: Actor,
  claimant: { readonly organisationId?: string },
): Promise<void> {
  const opening = pickOpening(stage, random, ['open', 'apply']);
  if (opening === null) return;
  const { id, termsId } = opening;
  const request = claimingOf(id, { termsId, wait: isLikely(random, 50), ...claimant });
  const answer = await sendWrite(stage, random, actor, request);
  if (answer !== null) stage.claimIds.push(answer.data.id);
}

/** Takes one of the claims in a list and does something about it. */
async function goOn(
  stage: Stage,
  random: Random,
  actor: Actor,
  view: View,
  about: Readonly<Record<string, string>> = {},
): Promise<void> {
  const found = await pickLive(stage, random, actor, view);
  if (found !== null) await giveSome(stage, random, actor, found, about);
}

/** One of the claims in a list that have not ended. */
async function pickLive(
  stage: Stage,
  random: Random,
  actor: Actor,
  view: View,
): Promise<ClaimView | null> {
  const list = await sendRead(stage, random, actor, {
    op: `list ${view}`,
    about: {},
    make: (call) => call('claims.find', { query: { view, limit: 20 } }),
  });
  return pickFrom(random, list?.data.filter(({ endedAt }) => endedAt === null) ?? []);
}

/** A claim of anybody, in whatever community: who has no business there must not see it. */
async function lookAnywhere(stage: Stage, random: Random, actor: Actor): Promise<void> {
  const id = pickAnybodys(stage, random);
  if (id !== null) await look(stage, random, actor, id);
}

/** Gives a command where it may be none of one's business. */
async function interfere(stage: Stage, random: Random, actor: Actor): Promise<void> {
  const id = pickAnybodys(stage, random);
  if (id === null) return;
  const version = random.integer(1, 8);
  await giveSome(stage, random, actor, { id, version, allowed: [] });
}

async function assign(
  stage: Stage,
  random: Random,
  actor: Actor,
  about: Readonly<Record<string, string>> = {},
): Promise<void> {
  const opening = pickOpening(stage, random, ['assign']);
  if (opening === null) return;
  const { id } = opening;
  const memberId = random.pick(stage.town.claimants).id;
  const body = { claimants: [{ kind: 'member' as const, id: memberId }] };
  const answer = await sendWrite(stage, random, actor, {
    op: 'assign',
    about: { openingId: id, memberId, ...about },
    make: (call, idempotencyKey) =>
      call('openings.assign', { params: { id }, body, idempotencyKey }),
  });
  stage.claimIds.push(...(answer?.data.assigned ?? []).map(({ claimId }) => claimId));
}

/** Shows a photo of own work, now and then of that of others. */
async function showPhoto(stage: Stage, random: Random, actor: Actor): Promise<void> {
  const id = isLikely(random, 20)
    ? pickAnybodys(stage, random)
    : ((await pickLive(stage, random, actor, 'mine'))?.id ?? null);
  if (id === null) return;
  const photo = await drawPhoto(random.integer(0, 2 ** 31 - 1), { width: 64, height: 48 });
  const file = new File([new Uint8Array(photo)], '现场.jpg', { type: 'image/jpeg' });
  const body = { clientId: random.uuid(), moment: 'after' as const };
  await sendWrite(stage, random, actor, {
    op: 'addEvidence',
    about: { claimId: id, clientId: body.clientId },
    make: (call) => call('claims.addEvidence', { params: { id }, body, file }),
  });
}

function pickAnybodys({ claimIds }: Stage, random: Random): string | null {
  return pickFrom(random, claimIds.slice(-NEWEST_CLAIMS));
}

function pickOpening(
  { openings }: Stage,
  random: Random,
  modes: readonly KnownOpening['mode'][],
): KnownOpening | null {
  return pickFrom(random, openings.filter(({ mode }) => modes.includes(mode)).slice(-NEWEST));
}

function pickFrom<Item>(random: Random, items: readonly Item[]): Item | null {
  return items.length === 0 ? null : random.pick(items);
}
