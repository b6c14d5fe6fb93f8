import { CLAIM_STATES, type ClaimState } from 'strapi-plugin-pioneer/contract';
import type { EventRow } from '../evidence/read-events';

/** A claim comes into such a state (1) or leaves it (-1), as which event of all. */
interface Move {
  readonly order: number;
  readonly by: 1 | -1;
}

/**
 * The most claims that were in such a state at the same moment, in the order in which the database
 * took their events. Their moments are when each began, and who began first may have had to wait:
 * whoever takes a place is written down after the one who gave it back.
 */
export function mostAtOnce(
  histories: readonly (readonly EventRow[])[],
  isSuch: (state: ClaimState) => boolean,
): number {
  const moves = histories.flatMap((history) => movesOf(history, isSuch));
  let now = 0;
  let most = 0;
  for (const { by } of moves.sort((one, other) => one.order - other.order)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

function movesOf(history: readonly EventRow[], isSuch: (state: ClaimState) => boolean): Move[] {
  let is = false;
  return history.flatMap(({ order, changes }) => {
    const state = CLAIM_STATES.find((one) => one === changes.state);
    const was = is;
    if (state !== undefined) is = isSuch(state);
    return was === is ? [] : [{ order, by: is ? 1 : -1 } as const];
  });
}
