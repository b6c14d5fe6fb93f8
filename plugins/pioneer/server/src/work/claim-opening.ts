import type { Core } from '@strapi/strapi';
import { refusal, type Refusal } from '../../../core/errors';
import { hasRoleIn } from '../../../core/people/roles';
import {
  creditedOrganisation,
  decideBeginning,
  findClaimantRefusal,
  liveKeyOf,
  newClaim,
  type Beginning,
  type BeginningDecision,
  type Claimant,
} from '../../../core/work/claim-opening';
import { DONE_STATES, holdsSlot, type ClaimState } from '../../../core/work/states';
import { transitionOf } from '../../../core/work/transitions';
import { findAudienceRefusal, findEligibilityRefusal } from '../audience/find-expression-refusal';
import { assertStays } from '../privacy/assert-stays';
import type { Actor } from '../record/event-table';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import {
  countOf,
  isUniqueViolation,
  withConnection,
  type Reading,
  type Transaction,
} from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { takeSlot, takeSlotAsSeen } from './change-claim';
import { assertCoClaimants, nameCoClaimants } from './co-claimants';
import {
  getWanted,
  liveClaimRefusal,
  openingFactsOf,
  sightWanted,
  type Place,
  type Wanted,
} from './find-place';
import { settleClaimsOf } from './settle-claims';
import { claims, type TermsRow } from './tables';

/** What a claimant asks for. */
interface Wish {
  readonly openingId: string;
  readonly termsId: string;
  readonly claimant: Claimant;
  /** Whether the claimant would rather wait than have no slot. */
  readonly isWilling: boolean;
}

export interface ClaimRequest {
  readonly openingId: string;
  readonly termsId: string;
  readonly organisationId: string | null;
  readonly coClaimantIds: readonly string[];
  readonly isWilling: boolean;
  readonly member: CallingMember;
}

/** What a first look at an opening has seen. */
export interface Look {
  readonly place: Wanted;
  /** Whether it would be refused as seen, but claims wait to be settled, which may change that. */
  readonly hasToSettle: boolean;
}

/**
 * A first look at what somebody wants to claim, without a transaction: most of those who come too
 * late are refused by it, and wait for nobody.
 *
 * @throws DomainError like `claimOpening`
 */
export async function lookAtOpening(strapi: Core.Strapi, request: ClaimRequest): Promise<Look> {
  const wish = wishOf(request);
  return withConnection(strapi, async (trx) => {
    const { wanted: place, isAnyDue, now } = await sightWanted(strapi, trx, wish);
    const decision = await decide({ trx, now }, wish, place);
    if (!decision.ok && !isAnyDue) assertAllowed(decision.refusal);
    return { place, hasToSettle: !decision.ok };
  });
}

/**
 * Begins a claim for a member, or for an organisation by its representative: takes a slot, applies
 * for one, or waits for one, as the terms say. The live key keeps a claimant from holding the same
 * opening twice.
 *
 * @returns the id of the new claim
 * @throws DomainError NOT_FOUND, REPRESENTATIVE_REQUIRED, CO_CLAIMANT*, CLAIM_ALREADY_LIVE,
 *   CLAIM_LIMIT_REACHED, CLAIM_COOLING_DOWN, CLAIM_NOT_ELIGIBLE, OPENING_*, MEMBER_ERASED
 */
export async function claimOpening(
  transaction: Transaction,
  request: ClaimRequest,
  look: Look,
): Promise<string> {
  const { openingId, coClaimantIds, member } = request;
  const wish = wishOf(request);
  const { claimant } = wish;
  await assertCoClaimants(transaction, claimant, coClaimantIds);
  if (look.hasToSettle) await settleClaimsOf(transaction, openingId);

  await lockClaimant(transaction, claimant);
  if (claimant.kind === 'organisation') {
    await assertStays(transaction, [member.id, ...coClaimantIds]);
  }
  const claiming = {
    claimant,
    leadId: member.id,
    organisationId: creditedOrganisation(claimant, member.memberships),
    actor: actorOf(member),
  };
  const claimId = (await takeAsSeen(transaction, wish, look))
    ? await insertClaim(transaction, { ...look.place, beginning: 'claim', ...claiming })
    : await beginLocked(transaction, wish, claiming);
  await nameCoClaimants(transaction, { claimId, coClaimantIds, member });
  return claimId;
}

/**
 * Takes the slot that the first look has seen, if the opening still is as it was seen then: it is
 * locked no longer than taking the slot and what follows take, which is what a rush waits for.
 *
 * @returns false when nothing was taken: the opening has changed, is full, or gives no slot at once
 * @throws DomainError what stands in the claimant's way by now
 */
async function takeAsSeen(
  transaction: Transaction,
  wish: Wish,
  { place, hasToSettle }: Look,
): Promise<boolean> {
  if (hasToSettle) return false;
  const beginning = await decideOn(transaction, wish, place);
  if (beginning !== 'claim') return false;
  return takeSlotAsSeen(transaction, place.opening, wish.claimant.kind);
}

/** Decides on the locked opening, which nobody changes any more, and begins the claim. */
async function beginLocked(
  transaction: Transaction,
  wish: Wish,
  claiming: Omit<NewClaim, keyof Place | 'beginning'>,
): Promise<string> {
  const place = await getWanted(transaction, wish, { isLocked: true });
  // What ended during the wait, a claim of the same claimant perhaps, ended before this begins.
  const held = { ...transaction, now: await transaction.readNow() };
  const beginning = await decideOn(held, wish, place);
  return beginClaim(held, { ...place, beginning, ...claiming });
}

/** How the claim begins. @throws DomainError what stands in its way */
async function decideOn(reading: Reading, wish: Wish, place: Wanted): Promise<Beginning> {
  const decision = await decide(reading, wish, place);
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
  return decision.beginning;
}

function wishOf({ openingId, termsId, organisationId, isWilling, member }: ClaimRequest): Wish {
  return { openingId, termsId, claimant: claimantOf(member, organisationId), isWilling };
}

function claimantOf(member: CallingMember, organisationId: string | null): Claimant {
  if (organisationId === null) return { kind: 'member', id: member.id };
  if (!hasRoleIn(member.memberships, 'representative', organisationId)) {
    throw new DomainError('REPRESENTATIVE_REQUIRED');
  }
  return { kind: 'organisation', id: organisationId };
}

async function decide(
  reading: Reading,
  { termsId, claimant, isWilling }: Wish,
  { opening, terms: agreed, liveClaimId }: Wanted,
): Promise<BeginningDecision> {
  const { kind } = claimant;
  const decision = decideBeginning(openingFactsOf(opening), kind, isWilling, reading.now);
  const refused =
    liveClaimRefusal(liveClaimId) ??
    (await findAudienceRefusal(reading, agreed.content, claimant)) ??
    (decision.ok ? null : decision.refusal) ??
    (opening.termsId === termsId ? null : refusal('OPENING_TERMS_CHANGED')) ??
    (await findRecordRefusal(reading, agreed, claimant)) ??
    (await findEligibilityRefusal(reading, agreed.content, claimant));
  return refused === null ? decision : { ok: false, refusal: refused };
}

/** Whether the workflow's limits let this claimant begin one more. */
async function findRecordRefusal(
  { trx, now }: Reading,
  { content }: TermsRow,
  claimant: Claimant,
): Promise<Refusal | null> {
  const { workflowId, liveLimit, coolDownHours } = content;
  if (liveLimit === null && coolDownHours === 0) return null;
  const mine = () =>
    trx(claims.name).where({
      claimant_kind: claimant.kind,
      claimant_id: claimant.id,
      workflow_id: workflowId,
    });
  const running = await countOf(
    mine()
      .whereNotNull('live_key')
      .whereNotIn('state', [...DONE_STATES]),
  );
  // A claim whose offer ran out had not begun.
  const expired = await mine()
    .where({ state: 'expired' })
    .whereNull('offer_ends_at')
    .orderBy('ended_at', 'desc')
    .first<{ ended_at: Date | number } | undefined>('ended_at');
  const record = {
    running,
    lastExpiredAt: expired === undefined ? null : new Date(expired.ended_at).getTime(),
  };
  return findClaimantRefusal(content, record, now);
}

/**
 * Whoever claims in two places at once is counted in one after the other.
 *
 * @throws DomainError MEMBER_ERASED
 */
async function lockClaimant(transaction: Transaction, { kind, id }: Claimant): Promise<void> {
  if (kind === 'member') return assertStays(transaction, [id], { isAlone: true });
  const { trx } = transaction;
  await trx('pioneer_organisations').where({ document_id: id }).forUpdate().first('id');
}

/** A claim that begins. */
export interface NewClaim extends Place {
  readonly beginning: Beginning;
  readonly claimant: Claimant;
  readonly leadId: string | null;
  readonly organisationId: string | null;
  readonly actor: Actor;
}

/**
 * Inserts a claim with its event and takes the slot that it begins with. The opening is locked.
 *
 * @throws DomainError CLAIM_ALREADY_LIVE, OPENING_FULL
 */
export async function beginClaim(transaction: Transaction, begun: NewClaim): Promise<string> {
  const { opening, claimant, beginning } = begun;
  if (holdsSlot(transitionOf(beginning).to as ClaimState))
    await takeSlot(transaction, opening.id, claimant.kind);
  return insertClaim(transaction, begun);
}

/** Inserts a claim, whose slot is taken, with its event. @throws DomainError CLAIM_ALREADY_LIVE */
async function insertClaim(transaction: Transaction, begun: NewClaim): Promise<string> {
  const { opening, terms: agreed, beginning, claimant, leadId, organisationId, actor } = begun;
  const claim = newClaim(beginning, transaction.now, agreed.content, opening.dueAt);
  try {
    const { id } = await insertRecorded(
      transaction,
      claims,
      {
        ...claim,
        openingId: opening.id,
        termsId: agreed.id,
        workflowId: agreed.content.workflowId,
        claimantKind: claimant.kind,
        claimantId: claimant.id,
        leadId,
        organisationId,
        claimedAt: transaction.now,
        liveKey: liveKeyOf(opening.id, claimant),
      },
      { type: transitionOf(beginning).event, actor },
    );
    return id;
  } catch (error) {
    // The same claimant was faster on another connection; this transaction rolls back whole.
    if (isUniqueViolation(error)) throw new DomainError('CLAIM_ALREADY_LIVE');
    throw error;
  }
}
