import {
  CLAIM_STATES,
  CLAIMANT_KINDS,
  type ClaimantKind,
  type ClaimState,
} from '../../../contract';
import type { TaskOpening } from '../api';

/** All openings of one task taken together. */
export interface OpeningsSummary {
  readonly open: number;
  readonly closed: number;
  /** Kinds that have slots, or had and are still claimed. */
  readonly slots: { kind: ClaimantKind; taken: number; slots: number }[];
  /** In the order of a claim's life; states without claims are left out. */
  readonly claims: { state: ClaimState; count: number }[];
}

/** Adds up the openings of a task; most tasks have one, a task with many units has hundreds. */
export function sumOpenings(openings: readonly TaskOpening[]): OpeningsSummary {
  const sum = (part: (opening: TaskOpening) => number) =>
    openings.reduce((total, opening) => total + part(opening), 0);
  const open = sum(({ state }) => (state === 'open' ? 1 : 0));
  const countOf = (state: ClaimState) =>
    sum(({ claims }) => claims.find((claim) => claim.state === state)?.count ?? 0);
  return {
    open,
    closed: openings.length - open,
    slots: CLAIMANT_KINDS.map((kind) => ({
      kind,
      taken: sum(({ taken }) => taken[kind]),
      slots: sum(({ slots }) => slots[kind]),
    })).filter(({ taken, slots }) => taken + slots > 0),
    claims: CLAIM_STATES.map((state) => ({ state, count: countOf(state) })).filter(
      ({ count }) => count > 0,
    ),
  };
}
