import { refusal, type Refusal } from '../errors';
import { DAY, HOUR, type Instant } from '../time';
import { leaseEnd } from './claim-opening';
import { findDueDateRefusal, movedDueDate } from './due-date';
import type { ActorFacts, ClaimChanges, ClaimFacts, CommandFacts } from './claim-facts';
import { CIRCUMSTANCES, GUARDS } from './guards';
import { hasEnded, type ClaimState } from './states';
import { stepDeadlines } from './steps';
import { GIVEN_COMMANDS, type GivenCommand } from './given-commands';
import { transitionOf, type ClaimCommand } from './transitions';

export type ClaimDecision =
  | { readonly ok: true; readonly changes: ClaimChanges }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Decides one command on one claim. Checks in this order, so that the answer names what matters
 * most: is it built, may this person ever, does the state allow it, do the guards hold, did the
 * giver see the present version.
 */
export function decideClaim(
  command: ClaimCommand,
  claim: ClaimFacts,
  actor: ActorFacts,
  given: CommandFacts,
  now: Instant,
): ClaimDecision {
  const refused =
    findStandingRefusal(command, claim, actor, now) ??
    findGivenRefusal(command, claim, actor, given, now);
  if (refused !== null) return { ok: false, refusal: refused };
  return { ok: true, changes: changesOf(command, claim, actor, given, now) };
}

/** What does not depend on the content of the command: buttons are shown or explained by it. */
export function findStandingRefusal(
  command: ClaimCommand,
  claim: ClaimFacts,
  actor: ActorFacts,
  now: Instant,
): Refusal | null {
  const { built, by, from, guards } = transitionOf(command);
  if (!built) return refusal('COMMAND_NOT_YET', { command });
  if (!by.some((role) => actor.roles.includes(role))) {
    return refusal('CLAIM_NOT_YOURS', { command, roles: by.join(', ') });
  }
  if (!from.includes(claim.state)) {
    const expected = from.join(', ');
    return refusal('CLAIM_STATE_REFUSES', { command, state: claim.state, expected });
  }
  for (const guard of guards) {
    const refused = GUARDS[guard](claim, actor, now);
    if (refused !== null) return refused;
  }
  return null;
}

function findGivenRefusal(
  command: ClaimCommand,
  claim: ClaimFacts,
  actor: ActorFacts,
  given: CommandFacts,
  now: Instant,
): Refusal | null {
  if (given.version !== undefined && given.version !== claim.version) {
    return refusal('CLAIM_CHANGED', { found: claim.version, expected: given.version });
  }
  const needsPassMark = transitionOf(command).guards.includes('passMarkReached');
  if (needsPassMark && given.score !== undefined && given.score < claim.passMark) {
    return refusal('SCORE_BELOW_PASS_MARK', { score: given.score, passMark: claim.passMark });
  }
  if (command === 'extend' && typeof given.dueAt === 'number') {
    return findDueDateRefusal(claim, actor, given.dueAt, now);
  }
  return null;
}

function changesOf(
  command: ClaimCommand,
  claim: ClaimFacts,
  actor: ActorFacts,
  given: CommandFacts,
  now: Instant,
): ClaimChanges {
  const { to } = arrivalOf(command, claim);
  const state: ClaimChanges = to === 'same' ? {} : { state: to };
  const ended: ClaimChanges =
    to !== 'same' && hasEnded(to) ? { endedAt: now, leaseEndsAt: null } : {};
  return { ...state, ...ended, ...effectsOf(command, claim, actor, given, now) };
}

/** What a command changes besides the state. */
function effectsOf(
  command: ClaimCommand,
  claim: ClaimFacts,
  actor: ActorFacts,
  given: CommandFacts,
  now: Instant,
): ClaimChanges {
  const lease = leaseEnd(now, claim.leaseHours);
  switch (command) {
    case 'acceptOffer':
      return { leaseEndsAt: lease, offerEndsAt: null };
    case 'approve':
      return { leaseEndsAt: lease };
    case 'promote':
      return { offerEndsAt: now + claim.offerHours * HOUR };
    case 'withdraw':
      return CIRCUMSTANCES.needsApproval(claim) ? { withdrawalAskedAt: now } : {};
    case 'denyWithdrawal':
      return { withdrawalAskedAt: null };
    case 'extend':
      return { ...extensionOf(claim, actor), ...movedDueDate(claim, given.dueAt, now) };
    case 'moveToTerms':
      return movedDueDate(claim, given.dueAt, now);
    case 'report':
      return { percent: given.percent ?? claim.percent, leaseEndsAt: lease };
    case 'submit':
      return {
        percent: 100,
        leaseEndsAt: null,
        submittedAt: now,
        round: claim.state === 'returned' ? claim.round + 1 : claim.round,
        acknowledgedAt: null,
        withdrawalAskedAt: null,
        ...stepChanges(claim, 1, now),
      };
    case 'acknowledge':
      return { acknowledgedAt: now };
    case 'accept':
      return CIRCUMSTANCES.stepsLeft(claim)
        ? stepChanges(claim, claim.step + 1, now)
        : { decidedAt: now, score: given.score ?? null, ...NO_STEP };
    case 'return':
      return { leaseEndsAt: lease, ...NO_STEP };
    case 'reject':
      return {
        decidedAt: now,
        score: given.score ?? null,
        appealEndsAt: now + claim.appealWindowDays * DAY,
        ...NO_STEP,
      };
    case 'cancel':
      return NO_STEP;
    case 'remind':
      return claim.state === 'submitted' ? { stepRemindsAt: null } : { dueRemindsAt: null };
    case 'escalate':
      // Nobody above: the limit has passed, and evaluators still may decide.
      return given.climbs ? stepChanges(claim, claim.step, now) : NO_STEP;
    default:
      return {};
  }
}

/** One more lease after the present one; claimants use up their own extensions first. */
function extensionOf(claim: ClaimFacts, { roles }: ActorFacts): ClaimChanges {
  const { leaseEndsAt, leaseHours, extended, extensions } = claim;
  const isOwn = roles.includes('claimant') && extended < extensions;
  return {
    leaseEndsAt: leaseEndsAt === null ? null : leaseEnd(leaseEndsAt, leaseHours),
    ...(isOwn && { extended: extended + 1 }),
  };
}

const NO_STEP = { stepEndsAt: null, stepRemindsAt: null } as const;

/** A step begins, or begins again one level higher. */
function stepChanges(claim: ClaimFacts, step: number, now: Instant): ClaimChanges {
  const begun = claim.steps[step - 1];
  return { step, ...(begun === undefined ? NO_STEP : stepDeadlines(begun, now)) };
}

/** The state that a command leads to from here, and the type of the event that records it. */
export function arrivalOf(
  command: ClaimCommand,
  claim: ClaimFacts,
): { readonly to: ClaimState | 'same'; readonly event: `claim.${string}` } {
  const { to, event, instead } = transitionOf(command);
  return instead !== undefined && CIRCUMSTANCES[instead.when](claim) ? instead : { to, event };
}

/** Whether evaluators are to be reminded, or have let the limit of the step pass. */
export function isStepDue(
  claim: Pick<ClaimFacts, 'state' | 'stepEndsAt' | 'stepRemindsAt'>,
  now: Instant,
): boolean {
  const { state, stepEndsAt, stepRemindsAt } = claim;
  const isPast = (moment: Instant | null) => moment !== null && moment <= now;
  return state === 'submitted' && (isPast(stepEndsAt) || isPast(stepRemindsAt));
}

/** Whether a rejected claim only waits to be closed. */
export function isClosable(
  claim: Pick<ClaimFacts, 'state' | 'appealEndsAt'>,
  now: Instant,
): boolean {
  return claim.state === 'rejected' && (claim.appealEndsAt === null || claim.appealEndsAt <= now);
}

/** A command that the reader may give now, or why not. */
export interface AllowedCommand {
  readonly command: GivenCommand;
  readonly refusal: Refusal | null;
}

/** Every command of a person, with the refusal that stands against it for this reader now. */
export function allowedCommands(
  claim: ClaimFacts,
  actor: ActorFacts,
  now: Instant,
): AllowedCommand[] {
  return GIVEN_COMMANDS.map((command) => ({
    command,
    refusal: findStandingRefusal(command, claim, actor, now),
  }));
}
