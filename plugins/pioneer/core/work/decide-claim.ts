import { refusal, type Refusal } from '../errors';
import { DAY, isoOf, type Instant } from '../time';
import { leaseEnd } from './claim-opening';
import { hasEnded, type ClaimState } from './states';
import { stepDeadlines, type EvaluationStep } from './steps';
import {
  GIVEN_COMMANDS,
  transitionOf,
  type ClaimCommand,
  type ClaimRole,
  type GivenCommand,
  type Guard,
} from './transitions';

/** What a decision looks at; the claim as it was read, within its transaction. */
export interface ClaimFacts {
  readonly state: ClaimState;
  readonly version: number;
  readonly round: number;
  /** Counted from 1; which of `steps` the claim waits at. */
  readonly step: number;
  readonly percent: number;
  readonly leaseEndsAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly appealEndsAt: Instant | null;
  readonly stepEndsAt: Instant | null;
  readonly stepRemindsAt: Instant | null;
  readonly leaseHours: number;
  readonly appealWindowDays: number;
  readonly passMark: number;
  readonly steps: readonly Pick<EvaluationStep, 'hours' | 'remindHours'>[];
}

/** Who gives the command, seen from this claim. */
export interface ActorFacts {
  readonly roles: readonly ClaimRole[];
  /** Claimed, reported, submitted, gave the verdict of another step: whoever did may not evaluate. */
  readonly hadPart: boolean;
  /** Is asked at the present step, as one of the nearest evaluators that are left, or by name. */
  readonly isAsked: boolean;
}

/** What the command brings along. */
export interface CommandFacts {
  /** The version that the giver saw; system commands see the latest by definition. */
  readonly version?: number;
  readonly percent?: number;
  readonly score?: number;
  /** Escalation: whether there is somebody above to ask. */
  readonly climbs?: boolean;
}

/** The columns of a claim that a command changes. */
export interface ClaimChanges {
  readonly state?: ClaimState;
  readonly round?: number;
  readonly step?: number;
  readonly percent?: number;
  readonly leaseEndsAt?: Instant | null;
  readonly acknowledgedAt?: Instant | null;
  readonly submittedAt?: Instant | null;
  readonly decidedAt?: Instant | null;
  readonly appealEndsAt?: Instant | null;
  readonly stepEndsAt?: Instant | null;
  readonly stepRemindsAt?: Instant | null;
  readonly endedAt?: Instant | null;
  readonly score?: number | null;
}

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
    findStandingRefusal(command, claim, actor, now) ?? findGivenRefusal(command, claim, given);
  if (refused !== null) return { ok: false, refusal: refused };
  return { ok: true, changes: changesOf(command, claim, given, now) };
}

/** What does not depend on the content of the command: buttons are shown or explained by it. */
function findStandingRefusal(
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

const holds = (): null => null;

/** Each guard: null when it holds, else the refusal that says why not. */
const GUARDS: Record<
  Guard,
  (claim: ClaimFacts, actor: ActorFacts, now: Instant) => Refusal | null
> = {
  leaseRuns: ({ leaseEndsAt }, _actor, now) =>
    leaseEndsAt !== null && leaseEndsAt <= now
      ? refusal('CLAIM_LEASE_ENDED', { leaseEndsAt: isoOf(leaseEndsAt) })
      : null,
  leaseEnded: (claim, _actor, now) =>
    isOverdue(claim, now)
      ? null
      : refusal('CLAIM_LEASE_RUNS', {
          leaseEndsAt: claim.leaseEndsAt === null ? null : isoOf(claim.leaseEndsAt),
        }),
  reasonAcknowledged: ({ state, acknowledgedAt }) =>
    state === 'returned' && acknowledgedAt === null ? refusal('CLAIM_NOT_ACKNOWLEDGED') : null,
  reasonNotAcknowledged: ({ acknowledgedAt }) =>
    acknowledgedAt === null ? null : refusal('CLAIM_ALREADY_ACKNOWLEDGED'),
  hadNoPart: (_claim, { hadPart }) => (hadPart ? refusal('EVALUATION_OWN_WORK') : null),
  isTheirTurn: ({ step }, { isAsked }) =>
    isAsked ? null : refusal('EVALUATION_NOT_YOUR_TURN', { step }),
  // Judged with the scores of the verdict, in findGivenRefusal: no button depends on it.
  passMarkReached: holds,
  appealWindowOver: ({ appealEndsAt }, _actor, now) =>
    appealEndsAt !== null && appealEndsAt > now
      ? refusal('CLAIM_APPEAL_OPEN', { appealEndsAt: isoOf(appealEndsAt) })
      : null,
  reminderDue: ({ stepRemindsAt }, _actor, now) =>
    stepRemindsAt !== null && stepRemindsAt <= now ? null : refusal('CLAIM_STEP_RUNS'),
  stepOverdue: ({ stepEndsAt }, _actor, now) =>
    stepEndsAt !== null && stepEndsAt <= now ? null : refusal('CLAIM_STEP_RUNS'),
};

function findGivenRefusal(
  command: ClaimCommand,
  claim: ClaimFacts,
  given: CommandFacts,
): Refusal | null {
  if (given.version !== undefined && given.version !== claim.version) {
    return refusal('CLAIM_CHANGED', { found: claim.version, expected: given.version });
  }
  const needsPassMark = transitionOf(command).guards.includes('passMarkReached');
  if (needsPassMark && given.score !== undefined && given.score < claim.passMark) {
    return refusal('SCORE_BELOW_PASS_MARK', { score: given.score, passMark: claim.passMark });
  }
  return null;
}

function changesOf(
  command: ClaimCommand,
  claim: ClaimFacts,
  given: CommandFacts,
  now: Instant,
): ClaimChanges {
  const { to } = arrivalOf(command, claim);
  const state: ClaimChanges = to === 'same' ? {} : { state: to };
  const ended: ClaimChanges =
    to !== 'same' && hasEnded(to) ? { endedAt: now, leaseEndsAt: null } : {};
  return { ...state, ...ended, ...effectsOf(command, claim, given, now) };
}

/** What a command changes besides the state. */
function effectsOf(
  command: ClaimCommand,
  claim: ClaimFacts,
  given: CommandFacts,
  now: Instant,
): ClaimChanges {
  const lease = leaseEnd(now, claim.leaseHours);
  switch (command) {
    case 'report':
      return { percent: given.percent ?? claim.percent, leaseEndsAt: lease };
    case 'submit':
      return {
        percent: 100,
        leaseEndsAt: null,
        submittedAt: now,
        round: claim.state === 'returned' ? claim.round + 1 : claim.round,
        acknowledgedAt: null,
        ...stepChanges(claim, 1, now),
      };
    case 'acknowledge':
      return { acknowledgedAt: now };
    case 'accept':
      return isLastStep(claim)
        ? { decidedAt: now, score: given.score ?? null, ...NO_STEP }
        : stepChanges(claim, claim.step + 1, now);
    case 'return':
      return { leaseEndsAt: lease, ...NO_STEP };
    case 'reject':
      return {
        decidedAt: now,
        score: given.score ?? null,
        appealEndsAt: now + claim.appealWindowDays * DAY,
        ...NO_STEP,
      };
    case 'remind':
      return { stepRemindsAt: null };
    case 'escalate':
      // Nobody above: the limit has passed, and evaluators still may decide.
      return given.climbs ? stepChanges(claim, claim.step, now) : NO_STEP;
    default:
      return {};
  }
}

const NO_STEP = { stepEndsAt: null, stepRemindsAt: null } as const;

/** A step begins, or begins again one level higher. */
function stepChanges(claim: ClaimFacts, step: number, now: Instant): ClaimChanges {
  const begun = claim.steps[step - 1];
  return { step, ...(begun === undefined ? NO_STEP : stepDeadlines(begun, now)) };
}

function isLastStep({ step, steps }: ClaimFacts): boolean {
  return step >= steps.length;
}

/** The state that a command leads to from here, and the type of the event that records it. */
export function arrivalOf(
  command: ClaimCommand,
  claim: ClaimFacts,
): { readonly to: ClaimState | 'same'; readonly event: `claim.${string}` } {
  const { to, event, onwards } = transitionOf(command);
  return onwards !== undefined && !isLastStep(claim) ? onwards : { to, event };
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

/** Whether the lease has run out and the claim only waits to be expired. */
export function isOverdue(claim: Pick<ClaimFacts, 'state' | 'leaseEndsAt'>, now: Instant): boolean {
  return (
    transitionOf('expire').from.includes(claim.state) &&
    claim.leaseEndsAt !== null &&
    claim.leaseEndsAt <= now
  );
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
