import { refusal, type Refusal } from '../errors';
import type { Membership } from '../people/roles';
import { HOUR, isoOf, type Instant } from '../time';
import { dueDate } from './due-date';
import type { ClaimantKind, ClaimMode, ClaimState } from './states';
import type { ClaimRules, Slots } from './terms';
import { transitionOf, type ClaimCommand } from './transitions';

/** What the decision to claim looks at. */
export interface OpeningFacts {
  readonly id: string;
  readonly state: OpeningState;
  readonly termsId: string;
  readonly slots: Slots;
  readonly taken: Slots;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly claimMode: ClaimMode;
  readonly waitingList: boolean;
}

/**
 * `closed`: its task is unpublished; running claims go on, new ones are refused. `archived`: nobody
 * works on it any more; publishing the task opens it again.
 */
export const OPENING_STATES = ['open', 'closed', 'archived'] as const;
export type OpeningState = (typeof OPENING_STATES)[number];

export interface Claimant {
  readonly kind: ClaimantKind;
  readonly id: string;
}

/** Why nobody of this kind can have to do with the opening now, or null. */
export function findOpeningRefusal(
  opening: OpeningFacts,
  kind: ClaimantKind,
  now: Instant,
): Refusal | null {
  const { state, opensAt, closesAt, slots } = opening;
  if (state !== 'open') return refusal('OPENING_CLOSED');
  if (opensAt !== null && now < opensAt) {
    return refusal('OPENING_NOT_YET_OPEN', { opensAt: isoOf(opensAt) });
  }
  if (closesAt !== null && now >= closesAt) return refusal('OPENING_CLOSED');
  if (slots[kind] === 0) return refusal('OPENING_KIND_REFUSED', { kind });
  return null;
}

/** By which commands a claim comes into being. */
export type Beginning = Extract<ClaimCommand, 'claim' | 'apply' | 'wait' | 'assign' | 'enrol'>;

export type BeginningDecision =
  | { readonly ok: true; readonly beginning: Beginning }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * How a claim begins that a claimant asks for, or why it cannot. Capacity is only a first look
 * here: the slot itself is taken by one conditional UPDATE, which is what never oversells.
 *
 * @param isWilling whether the claimant would rather wait for a slot than have none
 */
export function decideBeginning(
  opening: OpeningFacts,
  kind: ClaimantKind,
  isWilling: boolean,
  now: Instant,
): BeginningDecision {
  const { claimMode, waitingList, slots, taken } = opening;
  const refused = findOpeningRefusal(opening, kind, now) ?? findModeRefusal(claimMode);
  if (refused !== null) return { ok: false, refusal: refused };
  if (claimMode === 'apply') return { ok: true, beginning: 'apply' };
  if (taken[kind] < slots[kind]) return { ok: true, beginning: 'claim' };
  if (waitingList && isWilling) return { ok: true, beginning: 'wait' };
  const code = waitingList ? 'OPENING_FULL_MAY_WAIT' : 'OPENING_FULL';
  return { ok: false, refusal: refusal(code, { slots: slots[kind] }) };
}

function findModeRefusal(claimMode: ClaimMode): Refusal | null {
  return claimMode === 'open' || claimMode === 'apply'
    ? null
    : refusal('OPENING_NOT_CLAIMABLE', { mode: claimMode });
}

/** The key that at most one live claim per claimant and opening can carry. */
export function liveKeyOf(openingId: string, claimant: Claimant): string {
  return `${openingId}:${claimant.kind}:${claimant.id}`;
}

/**
 * The organisation that a claim counts for: the claiming one; for a member the one that it first
 * became a member of, or else the first where it has another role. Null when there is none.
 *
 * @param memberships in the order in which they came into being
 */
export function creditedOrganisation(
  claimant: Claimant,
  memberships: readonly Membership[],
): string | null {
  if (claimant.kind === 'organisation') return claimant.id;
  const home = memberships.find(({ role }) => role === 'member') ?? memberships[0];
  return home?.organisationId ?? null;
}

/** When a lease that starts, or starts again, now will end. */
export function leaseEnd(now: Instant, leaseHours: number): Instant {
  return now + leaseHours * HOUR;
}

/**
 * What is true of a claim at the moment it begins.
 *
 * @param dueAt of its opening
 */
export function newClaim(
  beginning: Beginning,
  now: Instant,
  rules: Pick<ClaimRules, 'leaseHours' | 'offerHours'>,
  dueAt: Instant | null,
) {
  const state: ClaimState = transitionOf(beginning).to as ClaimState;
  return {
    state,
    round: 1,
    step: 1,
    percent: 0,
    leaseEndsAt: state === 'active' ? leaseEnd(now, rules.leaseHours) : null,
    offerEndsAt: state === 'offered' ? now + rules.offerHours * HOUR : null,
    ...dueDate(dueAt, now),
  };
}

/** What of their other claims stands in a claimant's way. */
export interface ClaimantRecord {
  /** Claims under the same workflow that are neither accepted nor ended. */
  readonly running: number;
  /** When the last claim under it expired that had begun; null: none did. */
  readonly lastExpiredAt: Instant | null;
}

/** Whether limit and cool-down of the workflow let the claimant begin another claim. */
export function findClaimantRefusal(
  rules: Pick<ClaimRules, 'liveLimit' | 'coolDownHours'>,
  { running, lastExpiredAt }: ClaimantRecord,
  now: Instant,
): Refusal | null {
  const { liveLimit, coolDownHours } = rules;
  if (liveLimit !== null && running >= liveLimit) {
    return refusal('CLAIM_LIMIT_REACHED', { running, limit: liveLimit });
  }
  const coolUntil = lastExpiredAt === null ? null : lastExpiredAt + coolDownHours * HOUR;
  return coolUntil !== null && now < coolUntil
    ? refusal('CLAIM_COOLING_DOWN', { until: isoOf(coolUntil) })
    : null;
}
