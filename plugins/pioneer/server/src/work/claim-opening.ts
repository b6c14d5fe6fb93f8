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
  type OpeningFacts,
} from '../../../core/work/claim-opening';
import { DONE_STATES, holdsSlot } from '../../../core/work/states';
import { transitionOf } from '../../../core/work/transitions';
import { findAudienceRefusal, findEligibilityRefusal } from '../audience/find-expression-refusal';
import { assertStays } from '../privacy/assert-stays';
import type { Actor } from '../record/event-table';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, type Reading, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { rowFrom, rowIn, selectOf } from '../shared/rows';
import { takeSlot } from './change-claim';
import { assertCoClaimants, nameCoClaimants } from './co-claimants';
import { hasDueClaims, settleClaimsOf } from './settle-claims';
import { claims, openings, terms, type OpeningRow, type TermsRow } from './tables';

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

/**
 * A first look at what somebody wants to claim, without a transaction: most of those who come too
 * late are refused by it, and wait for nobody.
 *
 * @returns whether claims whose time has run out have to give their slots back first
 * @throws DomainError like `claimOpening`
 */
export async function lookAtOpening(reading: Reading, request: ClaimRequest): Promise<boolean> {
  const { openingId } = request;
  const decision = await decide(reading, wishOf(request), await getOpening(reading, openingId));
  if (decision.ok) return false;
  if (!(await hasDueClaims(reading, openingId))) assertAllowed(decision.refusal);
  return true;
}

/**
 * Begins a claim for a member, or for an organisation by its representative: takes a slot, applies
 * for one, or waits for one, as the terms say. What a first look has let through is decided again
 * on the locked opening, and the live key keeps a claimant from holding the same opening twice.
 *
 * @returns the id of the new claim
 * @throws DomainError NOT_FOUND, REPRESENTATIVE_REQUIRED, CO_CLAIMANT*, CLAIM_ALREADY_LIVE,
 *   CLAIM_LIMIT_REACHED, CLAIM_COOLING_DOWN, CLAIM_NOT_ELIGIBLE, OPENING_*, MEMBER_ERASED
 */
export async function claimOpening(
  transaction: Transaction,
  request: ClaimRequest,
  { isOverdue }: { readonly isOverdue: boolean },
): Promise<string> {
  const { openingId, coClaimantIds, member } = request;
  const wish = wishOf(request);
  const { claimant } = wish;
  await assertCoClaimants(transaction, claimant, coClaimantIds);
  if (isOverdue) await settleClaimsOf(transaction, openingId);

  await lockClaimant(transaction, claimant);
  await assertStays(transaction, [member.id, ...coClaimantIds]);
  const place = await getOpening(transaction, openingId, { isLocked: true });
  const decision = await decide(transaction, wish, place);
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
  const claimId = await beginClaim(transaction, {
    ...place,
    beginning: decision.beginning,
    claimant,
    leadId: member.id,
    organisationId: creditedOrganisation(claimant, member.memberships),
    actor: actorOf(member),
  });
  await nameCoClaimants(transaction, { claimId, coClaimantIds, member });
  return claimId;
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
  { openingId, termsId, claimant, isWilling }: Wish,
  { opening, terms: agreed }: Place,
): Promise<BeginningDecision> {
  const { kind } = claimant;
  const decision = decideBeginning(openingFactsOf(opening), kind, isWilling, reading.now);
  const refused =
    (await findLiveClaimRefusal(reading, openingId, claimant)) ??
    (await findAudienceRefusal(reading, agreed.content, claimant)) ??
    (decision.ok ? null : decision.refusal) ??
    (opening.termsId === termsId ? null : refusal('OPENING_TERMS_CHANGED')) ??
    (await findRecordRefusal(reading, agreed, claimant)) ??
    (await findEligibilityRefusal(reading, agreed.content, claimant));
  return refused === null ? decision : { ok: false, refusal: refused };
}

/** Whether the claimant holds this opening already. */
export async function findLiveClaimRefusal(
  { trx }: Reading,
  openingId: string,
  claimant: Claimant,
): Promise<Refusal | null> {
  const live = await trx(claims.name)
    .where({ live_key: liveKeyOf(openingId, claimant) })
    .first<{ document_id: string } | undefined>('document_id');
  return live === undefined ? null : refusal('CLAIM_ALREADY_LIVE', { claimId: live.document_id });
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
  const running = await mine()
    .whereNotNull('live_key')
    .whereNotIn('state', [...DONE_STATES])
    .count<{ count: number | string }[]>({ count: '*' });
  // A claim whose offer ran out had not begun.
  const expired = await mine()
    .where({ state: 'expired' })
    .whereNull('offer_ends_at')
    .orderBy('ended_at', 'desc')
    .first<{ ended_at: Date | number } | undefined>('ended_at');
  const record = {
    running: Number(running[0]?.count),
    lastExpiredAt: expired === undefined ? null : new Date(expired.ended_at).getTime(),
  };
  return findClaimantRefusal(content, record, now);
}

/** Whoever claims in two places at once is counted in one after the other. */
async function lockClaimant({ trx }: Transaction, { kind, id }: Claimant): Promise<void> {
  const table = kind === 'member' ? 'pioneer_members' : 'pioneer_organisations';
  await trx(table).where({ document_id: id }).forUpdate().first('id');
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
  const { opening, terms: agreed, beginning, claimant, leadId, organisationId, actor } = begun;
  const claim = newClaim(beginning, transaction.now, agreed.content, opening.dueAt);
  if (holdsSlot(claim.state)) await takeSlot(transaction, opening.id, claimant.kind);
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

/** An opening with its present terms. */
export interface Place {
  readonly opening: OpeningRow;
  readonly terms: TermsRow;
}

/**
 * Finds an opening with its present terms; locked, nobody takes a slot of it before the transaction
 * ends.
 *
 * @throws DomainError NOT_FOUND
 */
export async function getOpening(
  reading: Reading,
  openingId: string,
  { isLocked = false } = {},
): Promise<Place> {
  const { trx } = reading;
  if (isLocked) await trx(openings.name).where({ document_id: openingId }).forUpdate().first('id');
  const found = await trx(`${openings.name} as o`)
    .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
    .where('o.document_id', openingId)
    .select([selectOf(trx, openings, 'o'), selectOf(trx, terms, 't')])
    .first<Record<string, unknown> | undefined>();
  const opening = found === undefined ? null : rowFrom(openings, 'o', found);
  if (found === undefined || opening === null) throw new DomainError('NOT_FOUND');
  return { opening, terms: rowIn(terms, 't', found) };
}

/** What core decides on. */
export function openingFactsOf(opening: OpeningRow): OpeningFacts {
  return {
    id: opening.id,
    state: opening.state,
    termsId: opening.termsId,
    slots: { member: opening.memberSlots, organisation: opening.organisationSlots },
    taken: { member: opening.memberTaken, organisation: opening.organisationTaken },
    opensAt: opening.opensAt,
    closesAt: opening.closesAt,
    claimMode: opening.claimMode,
    waitingList: opening.waitingList,
  };
}
