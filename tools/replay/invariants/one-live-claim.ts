import { ENDED_STATES } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../evidence/open-database';
import type { Check } from './evidence';

/**
 * I2: nobody holds two live claims on one opening, now or at any moment before, and the key that
 * the database enforces this by stands on every live claim and on no other.
 */
export const findDoubleClaims: Check = async ({ db }) => {
  const doubles = await rowsOf<{ first: string; second: string }>(db, OVERLAPS);
  const claims = await rowsOf<ClaimRow>(db, CLAIMS);
  return [
    ...doubles.map(({ first, second }) => `claims ${first} and ${second} lived at the same time`),
    ...claims
      .filter((claim) => claim.live_key !== keyOf(claim))
      .map(
        ({ document_id, state, live_key }) =>
          `claim ${document_id} is ${state} and its live key is ${live_key ?? 'missing'}`,
      ),
  ];
};

type ClaimRow = Readonly<
  Record<'document_id' | 'state' | 'opening_id' | 'claimant_kind' | 'claimant_id', string>
> & { readonly live_key: string | null };

const CLAIMS = `
  select document_id, state, opening_id, claimant_kind, claimant_id, live_key
  from pioneer_claims`;

function keyOf({ state, opening_id, claimant_kind, claimant_id }: ClaimRow): string | null {
  const hasEnded = ENDED_STATES.some((ended) => ended === state);
  return hasEnded ? null : `${opening_id}:${claimant_kind}:${claimant_id}`;
}

/** Pairs of claims of one claimant on one opening whose lives overlap. */
const OVERLAPS = `
  select a.document_id as first, b.document_id as second
  from pioneer_claims a
  join pioneer_claims b
    on b.opening_id = a.opening_id
    and b.claimant_kind = a.claimant_kind
    and b.claimant_id = a.claimant_id
    and b.document_id <> a.document_id
    and (b.claimed_at > a.claimed_at or (b.claimed_at = a.claimed_at and b.id > a.id))
  where a.ended_at is null or a.ended_at > b.claimed_at`;
