import { ENDED_STATES } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../evidence/open-database';
import type { Check } from './evidence';

/**
 * I2: nobody holds two live claims on one opening, now or at any moment before, and the key that
 * the database enforces this by stands on every live claim and on no other.
 */
export const findDoubleClaims: Check = async ({ db }) => {
  const doubles = await rowsOf<{ first: string; second: string }>(db, OVERLAPS);
  const keys = await rowsOf<{ document_id: string; state: string; live_key: string | null }>(
    db,
    WRONG_KEYS,
    [...ENDED_STATES, ...ENDED_STATES],
  );
  return [
    ...doubles.map(({ first, second }) => `claims ${first} and ${second} lived at the same time`),
    ...keys.map(
      ({ document_id, state, live_key }) =>
        `claim ${document_id} is ${state} and its live key is ${live_key ?? 'missing'}`,
    ),
  ];
};

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

const ENDED = ENDED_STATES.map(() => '?').join(', ');

const WRONG_KEYS = `
  select document_id, state, live_key
  from pioneer_claims
  where (state in (${ENDED}) and live_key is not null)
    or (state not in (${ENDED}) and (
      live_key is null or live_key <> opening_id || ':' || claimant_kind || ':' || claimant_id
    ))`;
