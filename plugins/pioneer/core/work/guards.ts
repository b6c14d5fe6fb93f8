import { refusal, type Refusal } from '../errors';
import { isoOf, isoOrNull, type Instant } from '../time';
import { decidesAsManager } from './decides-as-manager';
import { isDueReminder } from './due-date';
import type { ActorFacts, ClaimFacts } from './claim-facts';
import { isWorkedOn } from './states';
import type { Circumstance, Guard } from './transitions';

type GuardRule = (claim: ClaimFacts, actor: ActorFacts, now: Instant) => Refusal | null;

const holds = (): null => null;

/** Each guard: null when it holds, else the refusal that says why not. */
export const GUARDS: Record<Guard, GuardRule> = {
  leaseRuns: ({ leaseEndsAt }, _actor, now) =>
    leaseEndsAt !== null && leaseEndsAt <= now
      ? refusal('CLAIM_LEASE_ENDED', { leaseEndsAt: isoOf(leaseEndsAt) })
      : null,
  leaseEnded: (claim, _actor, now) =>
    isOverdue(claim, now)
      ? null
      : refusal('CLAIM_LEASE_RUNS', { leaseEndsAt: isoOrNull(deadlineOf(claim)) }),
  offerStands: ({ offerEndsAt }, _actor, now) =>
    offerEndsAt !== null && offerEndsAt <= now
      ? refusal('CLAIM_OFFER_ENDED', { offerEndsAt: isoOf(offerEndsAt) })
      : null,
  reasonAcknowledged: ({ state, acknowledgedAt }) =>
    state === 'returned' && acknowledgedAt === null ? refusal('CLAIM_NOT_ACKNOWLEDGED') : null,
  reasonNotAcknowledged: ({ acknowledgedAt }) =>
    acknowledgedAt === null ? null : refusal('CLAIM_ALREADY_ACKNOWLEDGED'),
  // On their own claim managers have what the terms give its claimants, and no more.
  mayExtend: ({ extended, extensions }, actor) => {
    if (decidesAsManager(actor)) return null;
    if (!actor.roles.includes('claimant')) return refusal('CLAIM_OWN_WORK');
    return extended < extensions
      ? null
      : refusal('CLAIM_EXTENSIONS_USED', { extended, extensions });
  },
  termsOutdated: ({ hasNewerTerms }) => (hasNewerTerms ? null : refusal('CLAIM_TERMS_CURRENT')),
  withdrawalNotAsked: ({ withdrawalAskedAt }) =>
    withdrawalAskedAt === null ? null : refusal('CLAIM_WITHDRAWAL_ASKED'),
  withdrawalAsked: ({ withdrawalAskedAt }) =>
    withdrawalAskedAt === null ? refusal('CLAIM_WITHDRAWAL_NOT_ASKED') : null,
  hadNoPart: (_claim, { hadPart }) => (hadPart ? refusal('EVALUATION_OWN_WORK') : null),
  notOwnWork: (_claim, { isOwnWork }) => (isOwnWork ? refusal('CLAIM_OWN_WORK') : null),
  isTheirTurn: ({ step }, { isAsked }) =>
    isAsked ? null : refusal('EVALUATION_NOT_YOUR_TURN', { step }),
  // Judged with the scores of the verdict, in findGivenRefusal: no button depends on it.
  passMarkReached: holds,
  appealWindowOver: ({ appealEndsAt }, _actor, now) =>
    appealEndsAt !== null && appealEndsAt > now
      ? refusal('CLAIM_APPEAL_OPEN', { appealEndsAt: isoOf(appealEndsAt) })
      : null,
  // Evaluators are reminded of what was submitted, claimants of the due date.
  reminderDue: (claim, _actor, now) => {
    if (claim.state !== 'submitted') {
      return isDueReminder(claim, now) ? null : refusal('CLAIM_NOT_DUE');
    }
    const { stepRemindsAt } = claim;
    return stepRemindsAt !== null && stepRemindsAt <= now ? null : refusal('CLAIM_STEP_RUNS');
  },
  stepOverdue: ({ stepEndsAt }, _actor, now) =>
    stepEndsAt !== null && stepEndsAt <= now ? null : refusal('CLAIM_STEP_RUNS'),
};

/** Whether a circumstance is the case for a claim. */
export const CIRCUMSTANCES: Record<Circumstance, (claim: ClaimFacts) => boolean> = {
  stepsLeft: ({ step, steps }) => step < steps.length,
  // Waiting and applying commit to nothing yet, so leaving them needs nobody's yes.
  needsApproval: ({ state, withdrawalNeedsApproval }) =>
    withdrawalNeedsApproval && (state === 'active' || state === 'returned'),
};

type Timed = Pick<ClaimFacts, 'state' | 'leaseEndsAt' | 'offerEndsAt'>;

/** When a claim that nobody moves expires: the end of its lease, or of the offer. */
function deadlineOf({ state, leaseEndsAt, offerEndsAt }: Timed): Instant | null {
  if (state === 'offered') return offerEndsAt;
  return isWorkedOn(state) ? leaseEndsAt : null;
}

/** Whether lease or offer has run out and the claim only waits to be expired. */
export function isOverdue(claim: Timed, now: Instant): boolean {
  const deadline = deadlineOf(claim);
  return deadline !== null && deadline <= now;
}
