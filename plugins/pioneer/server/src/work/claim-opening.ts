import { refusal, type Refusal } from '../../../core/errors';
import {
  creditedOrganisation,
  findOpeningRefusal,
  liveKeyOf,
  newClaim,
  type Claimant,
  type OpeningFacts,
} from '../../../core/work/claim-opening';
import { hasRoleIn } from '../../../core/people/roles';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, type Reading, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { rowFrom, rowIn, selectOf } from '../shared/rows';
import { slotsColumn, takenColumn } from './change-claim';
import { settleClaimsOf } from './settle-claims';
import { claims, openings, terms, type OpeningRow, type TermsRow } from './tables';

/**
 * Takes a slot of an opening for a member, or for an organisation by its representative.
 *
 * The slot is taken by one conditional UPDATE, which two requests cannot both win, and the live
 * key keeps a claimant from holding the same opening twice. When there is no slot, claims whose
 * lease has run out but which nobody has expired yet give theirs back first.
 *
 * @returns the id of the new claim
 * @throws DomainError NOT_FOUND, REPRESENTATIVE_REQUIRED, CLAIM_ALREADY_LIVE, OPENING_*
 */
export async function claimOpening(
  transaction: Transaction,
  request: {
    readonly openingId: string;
    readonly termsId: string;
    readonly organisationId: string | null;
    readonly member: CallingMember;
  },
): Promise<string> {
  const { openingId, termsId, organisationId, member } = request;
  const claimant = claimantOf(member, organisationId);
  const refused = await takeSlot(transaction, { openingId, termsId, claimant });
  if (refused !== null) {
    const settled = await settleClaimsOf(transaction, openingId);
    assertAllowed(
      settled === 0 ? refused : await takeSlot(transaction, { openingId, termsId, claimant }),
    );
  }
  return insertClaim(transaction, { openingId, claimant, member });
}

function claimantOf(member: CallingMember, organisationId: string | null): Claimant {
  if (organisationId === null) return { kind: 'member', id: member.id };
  if (!hasRoleIn(member.memberships, 'representative', organisationId)) {
    throw new DomainError('REPRESENTATIVE_REQUIRED');
  }
  return { kind: 'organisation', id: organisationId };
}

interface Wish {
  readonly openingId: string;
  readonly termsId: string;
  readonly claimant: Claimant;
}

/** Null when the slot is taken; otherwise why not, and nothing has changed. */
async function takeSlot(transaction: Transaction, wish: Wish): Promise<Refusal | null> {
  const refused = await findClaimRefusal(transaction, wish);
  if (refused !== null) return refused;
  const taken = takenColumn(wish.claimant.kind);
  const count = await transaction
    .trx(openings.name)
    .where({ document_id: wish.openingId, state: 'open', terms_id: wish.termsId })
    .whereRaw('?? < ??', [taken, slotsColumn(wish.claimant.kind)])
    .increment(taken, 1);
  if (count === 1) return null;
  // The look was a moment ago: somebody has the last slot now, or the opening changed.
  return (await findClaimRefusal(transaction, wish)) ?? refusal('OPENING_CLOSED');
}

async function findClaimRefusal(transaction: Transaction, wish: Wish): Promise<Refusal | null> {
  const { opening } = await getOpening(transaction, wish.openingId);
  return (
    (await findLiveClaimRefusal(transaction, wish.openingId, wish.claimant)) ??
    findOpeningRefusal(openingFactsOf(opening), wish.claimant.kind, transaction.now) ??
    (opening.termsId === wish.termsId ? null : refusal('OPENING_TERMS_CHANGED'))
  );
}

async function findLiveClaimRefusal(
  { trx }: Transaction,
  openingId: string,
  claimant: Claimant,
): Promise<Refusal | null> {
  const live = await trx(claims.name)
    .where({ live_key: liveKeyOf(openingId, claimant) })
    .first<{ document_id: string } | undefined>('document_id');
  return live === undefined ? null : refusal('CLAIM_ALREADY_LIVE', { claimId: live.document_id });
}

async function insertClaim(
  transaction: Transaction,
  taken: {
    readonly openingId: string;
    readonly claimant: Claimant;
    readonly member: CallingMember;
  },
): Promise<string> {
  const { openingId, claimant, member } = taken;
  const { terms: agreed } = await getOpening(transaction, openingId);
  try {
    const claim = await insertRecorded(
      transaction,
      claims,
      {
        ...newClaim(transaction.now, agreed.content.leaseHours),
        openingId,
        termsId: agreed.id,
        claimantKind: claimant.kind,
        claimantId: claimant.id,
        leadId: member.id,
        organisationId: creditedOrganisation(claimant, member.memberships),
        claimedAt: transaction.now,
        liveKey: liveKeyOf(openingId, claimant),
      },
      { type: 'claim.taken', actor: actorOf(member) },
    );
    return claim.id;
  } catch (error) {
    // The same claimant was faster on another connection; this transaction rolls back whole.
    if (isUniqueViolation(error)) throw new DomainError('CLAIM_ALREADY_LIVE');
    throw error;
  }
}

/** An opening with its present terms. */
export async function getOpening(
  reading: Reading,
  openingId: string,
): Promise<{ opening: OpeningRow; terms: TermsRow }> {
  const found = await reading
    .trx(`${openings.name} as o`)
    .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
    .where('o.document_id', openingId)
    .select([...selectOf(openings, 'o'), ...selectOf(terms, 't')])
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
  };
}
