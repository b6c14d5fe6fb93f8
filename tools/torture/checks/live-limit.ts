import { DONE_STATES, hasEnded, type ClaimState } from 'strapi-plugin-pioneer/contract';
import { groupBy } from '../../group';
import { rowsOf } from '../../replay/evidence/open-database';
import { readHistories } from '../../replay/evidence/read-events';
import type { Check } from '../../replay/invariants/evidence';
import { mostAtOnce } from '../../replay/invariants/most-at-once';

/**
 * I3: nobody has more claims on their hands at once than a workflow lets them take, counted in the
 * order in which the database took the events.
 */
export const findTooManyClaims: Check = async ({ db }) => {
  const claims = (await rowsOf<ClaimRow>(db, CLAIMS)).flatMap(({ content, ...claim }) => {
    const limit = limitOf(content);
    return limit === null ? [] : [{ ...claim, limit }];
  });
  const histories = await readHistories(db, 'claim');
  const groups = groupBy(claims, (claim) => `${claim.claimant_id} ${claim.workflow_id}`);
  return [...groups.values()].flatMap((own) => {
    const [{ claimant_id: claimant, limit }] = own;
    const stories = own.map((claim) => histories.get(claim.document_id) ?? []);
    const most = mostAtOnce(stories, isRunning);
    if (most <= limit) return [];
    return [
      `claimant ${claimant}: ${most} claims of a workflow ran at once, the limit is ${limit}`,
    ];
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

/** PostgreSQL gives JSON as what it stands for, SQLite as its text. */
function limitOf(content: unknown): number | null {
  const terms: unknown = typeof content === 'string' ? JSON.parse(content) : content;
  return (terms as { readonly liveLimit?: number | null }).liveLimit ?? null;
}

const DONE: readonly ClaimState[] = DONE_STATES;

function isRunning(state: ClaimState): boolean {
  return !hasEnded(state) && !DONE.includes(state);
}
