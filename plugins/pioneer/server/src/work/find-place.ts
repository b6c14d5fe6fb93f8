import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { refusal, type Refusal } from '../../../core/errors';
import type { Instant } from '../../../core/time';
import { liveKeyOf, type Claimant, type OpeningFacts } from '../../../core/work/claim-opening';
import { momentFrom, momentIn } from '../shared/clock';
import type { Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { selectWhetherDue } from './settle-claims';
import { claims, openings, terms, type OpeningRow, type TermsRow } from './tables';

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
  options: { readonly isLocked?: boolean } = {},
): Promise<Place> {
  return placeFrom(await findPlace(() => selectPlace(reading, openingId, options)));
}

/** A row with what was selected of both tables. */
type Found = Readonly<Record<string, unknown>>;

/** A place, and the claim that who wants it has there already. */
export interface Wanted extends Place {
  readonly liveClaimId: string | null;
}

/** Who wants which place. */
interface Want {
  readonly openingId: string;
  readonly claimant: Claimant;
}

/** The same with what stands against claiming it: one statement while the opening is locked. */
export async function getWanted(
  reading: Reading,
  want: Want,
  options: { readonly isLocked?: boolean } = {},
): Promise<Wanted> {
  return wantedFrom(await findPlace(() => selectWanted(reading, want, options)));
}

/** What is to be known of a wanted place before anything is locked. */
export interface Sighting {
  readonly wanted: Wanted;
  /** Whether any claim here waits to be settled. */
  readonly isAnyDue: boolean;
  readonly now: Instant;
}

/** Finds all of it in one statement: a rush looks as often as there are people in it. */
export async function sightWanted(strapi: Core.Strapi, trx: Knex, want: Want): Promise<Sighting> {
  const isAnyDue = selectWhetherDue(strapi, trx, want.openingId);
  const found = await findPlace(() =>
    selectWanted({ trx }, want, {}).select({ is_any_due: isAnyDue }, momentIn(strapi, trx)),
  );
  return {
    wanted: wantedFrom(found),
    isAnyDue: Boolean(found.is_any_due),
    now: momentFrom(found),
  };
}

function selectWanted(
  reading: Pick<Reading, 'trx'>,
  { openingId, claimant }: Want,
  options: { readonly isLocked?: boolean },
): Knex.QueryBuilder {
  const live = selectLiveClaim(reading.trx, openingId, claimant);
  return selectPlace(reading, openingId, options).select({ live_claim_id: live });
}

function wantedFrom(found: Found): Wanted {
  return { ...placeFrom(found), liveClaimId: found.live_claim_id as string | null };
}

function selectPlace(
  { trx }: Pick<Reading, 'trx'>,
  openingId: string,
  { isLocked = false }: { readonly isLocked?: boolean },
): Knex.QueryBuilder {
  const select = trx(`${openings.name} as o`)
    .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
    .where('o.document_id', openingId)
    .select([selectOf(trx, openings, 'o'), selectOf(trx, terms, 't')]);
  return isLocked ? select.forUpdate('o') : select;
}

/**
 * Whoever waited for the lock while the opening got other terms finds none: PostgreSQL goes on with the
 * opening as it is now, and with the terms that belonged to it before. A second look sees both.
 */
async function findPlace(select: () => Knex.QueryBuilder): Promise<Found> {
  const look = () => select().first<Found | undefined>();
  const found = (await look()) ?? (await look());
  if (found === undefined) throw new DomainError('NOT_FOUND');
  return found;
}

function placeFrom(found: Found): Place {
  return { opening: rowIn(openings, 'o', found), terms: rowIn(terms, 't', found) };
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

/** Whether the claimant holds this opening already. */
export async function findLiveClaimRefusal(
  { trx }: Reading,
  openingId: string,
  claimant: Claimant,
): Promise<Refusal | null> {
  const live = await selectLiveClaim(trx, openingId, claimant).first<
    { document_id: string } | undefined
  >();
  return liveClaimRefusal(live?.document_id ?? null);
}

export function liveClaimRefusal(claimId: string | null): Refusal | null {
  return claimId === null ? null : refusal('CLAIM_ALREADY_LIVE', { claimId });
}

function selectLiveClaim(trx: Knex, openingId: string, claimant: Claimant): Knex.QueryBuilder {
  return trx(claims.name)
    .where({ live_key: liveKeyOf(openingId, claimant) })
    .select('document_id');
}
