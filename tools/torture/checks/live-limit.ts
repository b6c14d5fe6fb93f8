import { CLAIM_STATES, DONE_STATES, hasEnded } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../../replay/evidence/open-database';
import { readHistories, type EventRow } from '../../replay/evidence/read-events';
import type { Check } from '../../replay/invariants/evidence';

/**
 * I3: nobody has more claims on their hands at once than a workflow lets them take, counted in the
 * order in which the database took the events: a place counts again only after the one who gave it
 * up was written down.
 */
export const findTooManyClaims: Check = async ({ db }) => {
  const claims = await rowsOf<ClaimRow>(db, CLAIMS);
  const histories = await readHistories(db, 'claim');
  const moves = new Map<string, { readonly limit: number; readonly moves: Move[] }>();
  for (const claim of claims) {
    const limit = limitOf(claim.content);
    if (limit === null) continue;
    const key = `${claim.claimant_id} under workflow ${claim.workflow_id}`;
    const place = moves.get(key) ?? { limit, moves: [] };
    place.moves.push(...movesOf(histories.get(claim.document_id) ?? []));
    moves.set(key, place);
  }
  return [...moves].flatMap(([key, { limit, moves: own }]) => {
    const most = mostAtOnce(own);
    return most > limit ? [`${key}: ${most} claims ran at once, the limit is ${limit}`] : [];
  });
};

interface ClaimRow {
  readonly document_id: string;
  readonly claimant_id: string;
  readonly workflow_id: string;
  readonly content: unknown;
}

const CLAIMS = `
  select c.document_id, c.claimant_id, c.workflow_id, t.content
  from pioneer_claims c join pioneer_terms_versions t on t.document_id = c.terms_id`;

interface Move {
  readonly order: number;
  readonly by: 1 | -1;
}

/** PostgreSQL gives JSON as what it stands for, SQLite as its text. */
function limitOf(content: unknown): number | null {
  const terms: unknown = typeof content === 'string' ? JSON.parse(content) : content;
  return (terms as { readonly liveLimit?: number | null }).liveLimit ?? null;
}

const DONE: readonly string[] = DONE_STATES;

function movesOf(history: readonly EventRow[]): Move[] {
  let runs = false;
  return history.flatMap(({ order, changes }) => {
    const state = CLAIM_STATES.find((one) => one === changes.state);
    const ran = runs;
    if (state !== undefined) runs = !hasEnded(state) && !DONE.includes(state);
    return ran === runs ? [] : [{ order, by: runs ? 1 : -1 } as const];
  });
}

function mostAtOnce(moves: readonly Move[]): number {
  let running = 0;
  let most = 0;
  for (const { by } of [...moves].sort((one, other) => one.order - other.order)) {
    running += by;
    most = Math.max(most, running);
  }
  return most;
}
