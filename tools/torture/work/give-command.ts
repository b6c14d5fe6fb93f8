import {
  GIVEN_COMMANDS,
  type Call,
  type ClaimView,
  type GivenCommand,
} from 'strapi-plugin-pioneer/contract';
import type { Random } from '../../replay/random';
import { CRITERIA, type Actor } from '../town/found-town';
import { isLikely, sendRead, sendWrite, type Request, type Stage } from './stage';

type CommandName = `claims.${GivenCommand}`;

/** In percent: commands that the server has said it would refuse, and looks at what came of one. */
const UNASKED = 10;
const LOOKED_AFTER = 30;
const DAY = 24 * 60 * 60 * 1000;

/** Gives one of the commands that the claim allows, now and then any other. */
export async function giveSome(
  stage: Stage,
  random: Random,
  actor: Actor,
  claim: Pick<ClaimView, 'id' | 'version' | 'allowed'>,
  about: Readonly<Record<string, string>> = {},
): Promise<void> {
  const allowed = claim.allowed
    .filter(({ refusal }) => refusal === null)
    .map(({ command }) => command as GivenCommand);
  const commands = allowed.length === 0 || isLikely(random, UNASKED) ? GIVEN_COMMANDS : allowed;
  const request = requestOf(random.pick(commands), claim, random);
  const given = { ...request, about: { ...request.about, ...about } };
  const done = await sendWrite(stage, random, actor, given);
  if (done !== null && isLikely(random, LOOKED_AFTER)) await look(stage, random, actor, claim.id);
}

/** Reads a claim, wherever it leads. */
export async function look(
  stage: Stage,
  random: Random,
  actor: Actor,
  claimId: string,
): Promise<void> {
  await sendRead(stage, random, actor, lookingAt(claimId));
}

export function lookingAt(claimId: string): Request<{ data: ClaimView }> {
  const make = (call: Call) => call('claims.findOne', { params: { id: claimId } });
  return { op: 'read', about: { claimId }, make };
}

/** A claim of an opening; `wait` is whether the claimant would wait for a slot. */
export function claimingOf(
  openingId: string,
  body: { readonly termsId: string; readonly wait: boolean; readonly organisationId?: string },
): Request<{ data: ClaimView }> {
  const send = (content: typeof body) => (call: Call, idempotencyKey: string) =>
    call('openings.claim', { params: { id: openingId }, body: content, idempotencyKey });
  return {
    op: 'claim',
    about: { openingId },
    make: send(body),
    spoil: send({ ...body, wait: !body.wait }),
  };
}

/** A command on a claim as it was seen, with whatever it wants to be told. */
export function requestOf(
  command: GivenCommand,
  { id, version }: Pick<ClaimView, 'id' | 'version'>,
  random: Random,
): Request<{ data: ClaimView }> {
  const body = bodyOf(command, random);
  const make = (content: object) => (call: Call, idempotencyKey: string) => {
    const options = { params: { id }, body: { ...content, version }, idempotencyKey };
    return call<CommandName>(`claims.${command}`, options);
  };
  const { clientId } = body as { clientId?: string };
  return {
    op: command,
    about: { claimId: id, command, ...(clientId !== undefined && { clientId }) },
    make: make(body),
    // What nothing is told with cannot be told otherwise.
    ...('text' in body && { spoil: make({ ...body, text: '另一段文字。' }) }),
  };
}

function bodyOf(command: GivenCommand, random: Random): object {
  const text = `第 ${random.integer(1, 1_000_000)} 次。`;
  switch (command) {
    case 'report':
      return { clientId: random.uuid(), percent: random.integer(0, 100), text };
    case 'submit':
      return { clientId: random.uuid(), text, selfCheck: scores(random, 60) };
    case 'accept':
      return { scores: scores(random, 55), reason: text };
    case 'reject':
      return { scores: scores(random, 10), reason: text };
    case 'extend':
      return isLikely(random, 20) ? { dueAt: new Date(Date.now() + 300 * DAY).toISOString() } : {};
    case 'return':
    case 'withdraw':
    case 'decline':
    case 'refuse':
    case 'denyWithdrawal':
    case 'cancel':
    case 'moveToTerms':
      return { reason: text };
    case 'acceptOffer':
    case 'acknowledge':
    case 'approve':
    case 'allowWithdrawal':
      return {};
  }
}

function scores(random: Random, least: number): Record<string, number> {
  return Object.fromEntries(CRITERIA.map(({ key }) => [key, random.integer(least, 100)]));
}
