import type { Knex } from 'knex';
import type { ActorFacts, ClaimFacts } from '../../../core/work/claim-facts';
import type { ClaimRole } from '../../../core/work/transitions';
import type { MembershipRole } from '../../../core/people/roles';
import type { CallingMember } from '../shared/caller';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { claims, openings, terms, type ClaimRow, type OpeningRow, type TermsRow } from './tables';
import { hadPartCondition, isAskedCondition, listOf, ownWorkCondition } from './evaluators';
import { organisationRefFrom, organisationRefSelect, type OrganisationRef } from '../people/refs';

/** A claim with all that a decision about it and a view of it need, as one reader sees it. */
export interface ClaimContext {
  readonly claim: ClaimRow;
  readonly opening: OpeningRow;
  readonly terms: TermsRow;
  readonly openingOrganisation: OrganisationRef;
  /** Where the present step begins to look for evaluators. */
  readonly evaluatingOrganisation: OrganisationRef | null;
  readonly claimantName: string;
  /** Null while nobody has answered for an organisation that was named. */
  readonly leadName: string | null;
  readonly actor: ActorFacts;
}

/** What the rules see of the system when it moves a claim. */
export const SYSTEM_FACTS: ActorFacts = {
  roles: ['system'],
  hadPart: false,
  isOwnWork: false,
  isAsked: false,
};

/** Organisations where the reader has a role. */
export function organisationsAs(reader: CallingMember, role: MembershipRole): string[] {
  return reader.memberships
    .filter((membership) => membership.role === role)
    .map(({ organisationId }) => organisationId);
}

/**
 * Claims of which the reader may know, one row each, with everything joined: one statement
 * whatever the number of claims. Whoever is neither claimant, nor asked to evaluate, nor evaluator
 * or manager of the opening's organisation or one above it, does not get to know that a claim
 * exists.
 */
export function selectClaimContexts({ trx }: Reading, reader: CallingMember): Knex.QueryBuilder {
  const isClaimant = claimantCondition(trx, reader);
  const evaluates = organisationsAs(reader, 'evaluator');
  const isAsked = isAskedCondition(trx, reader.id, evaluates);
  const evaluatesAbove = aboveOpening(trx, evaluates);
  const isManager = aboveOpening(trx, organisationsAs(reader, 'manager'));
  const hadPart = hadPartCondition(trx, reader.id);
  return trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .join('pioneer_organisations as og', 'og.document_id', 'o.organisation_id')
    .leftJoin('pioneer_members as lead', 'lead.document_id', 'c.lead_id')
    .leftJoin('pioneer_organisations as eo', 'eo.document_id', 'c.evaluating_id')
    .leftJoin('pioneer_organisations as co', (join) => {
      join.on('co.document_id', 'c.claimant_id').onVal('c.claimant_kind', 'organisation');
    })
    .select([selectOf(trx, claims, 'c'), selectOf(trx, openings, 'o'), selectOf(trx, terms, 't')])
    .select({ ...organisationRefSelect('og'), ...organisationRefSelect('eo') })
    .select({ lead_name: 'lead.name', claimant_organisation_name: 'co.name' })
    .select({
      is_claimant: isClaimant,
      evaluates_above: evaluatesAbove,
      is_manager: isManager,
      is_asked: isAsked,
      had_part: hadPart,
      is_own_work: ownWorkCondition(trx, reader.id),
    })
    .where((visible) => {
      void visible.where(isClaimant).orWhere(evaluatesAbove).orWhere(isManager).orWhere(isAsked);
    });
}

/** The reader claimed it, represents the organisation that did, or shares in its claim. */
export function claimantCondition(trx: Knex, reader: CallingMember): Knex.Raw<boolean> {
  const represented = organisationsAs(reader, 'representative');
  return trx.raw(
    `((c.claimant_kind = 'member' and c.claimant_id = ?)
      or (c.claimant_kind = 'organisation' and (c.claimant_id in ${listOf(represented)}
        or exists (select 1 from pioneer_co_claimants as sharing
          where sharing.claim_id = c.document_id and sharing.member_id = ?))))`,
    [reader.id, ...represented, reader.id],
  );
}

/** One of these organisations is the opening's own or lies above it; of none of them, it is false. */
export function aboveOpening(trx: Knex, organisationIds: readonly string[]): Knex.Raw<boolean> {
  if (organisationIds.length === 0) return trx.raw('(1 = 0)');
  return trx.raw(
    `exists (select 1 from pioneer_organisation_closures as up
      where up.descendant_id = o.organisation_id and up.ancestor_id in ${listOf(organisationIds)})`,
    [...organisationIds],
  );
}

/** Parses a row of `selectClaimContexts`. */
export function claimContextFrom(found: Readonly<Record<string, unknown>>): ClaimContext {
  const claim = rowIn(claims, 'c', found);
  const leadName = claim.leadId === null ? null : String(found.lead_name);
  const isOrganisation = claim.claimantKind === 'organisation';
  return {
    claim,
    opening: rowIn(openings, 'o', found),
    terms: rowIn(terms, 't', found),
    openingOrganisation: organisationRefFrom('og', found),
    evaluatingOrganisation: claim.evaluatingId === null ? null : organisationRefFrom('eo', found),
    claimantName: isOrganisation ? String(found.claimant_organisation_name) : (leadName ?? ''),
    leadName,
    actor: actorFactsFrom(found),
  };
}

function actorFactsFrom(found: Readonly<Record<string, unknown>>): ActorFacts {
  const flags: [unknown, ClaimRole][] = [
    [found.is_claimant, 'claimant'],
    [Boolean(found.evaluates_above) || Boolean(found.is_asked), 'evaluator'],
    [found.is_manager, 'manager'],
  ];
  return {
    roles: flags.filter(([flag]) => Boolean(flag)).map(([, role]) => role),
    hadPart: Boolean(found.had_part),
    isOwnWork: Boolean(found.is_own_work),
    isAsked: Boolean(found.is_asked),
  };
}

/** The claim as this reader sees it, or null when it is none of the reader's business. */
export async function findClaimContext(
  reading: Reading,
  claimId: string,
  reader: CallingMember,
): Promise<ClaimContext | null> {
  const found = await selectClaimContexts(reading, reader)
    .where('c.document_id', claimId)
    .first<Record<string, unknown> | undefined>();
  return found === undefined ? null : claimContextFrom(found);
}

/**
 * What core decides on; a claim row has more than that, which does no harm. The row is spread first:
 * so wide a one is copied at once into an empty object, and name by name into any other.
 *
 * @param newestTermsId of the claim's opening; left out where nobody moves claims to other terms
 */
export function claimFactsOf(
  claim: ClaimRow,
  { content }: TermsRow,
  newestTermsId = claim.termsId,
): ClaimFacts {
  const { leaseHours, appealWindowDays, offerHours, extensions } = content;
  const { withdrawalNeedsApproval, steps, standard } = content;
  return {
    ...claim,
    leaseHours,
    appealWindowDays,
    offerHours,
    extensions,
    withdrawalNeedsApproval,
    steps,
    passMark: standard.passMark,
    hasNewerTerms: claim.termsId !== newestTermsId,
  };
}
