import { postRowSchema, type PostRow as Row } from '../../../contract/posts';
import type { Actor } from '../record/event-table';
import { planAgain } from '../recurrences/plan-again';
import type { Transaction } from '../shared/database';
import { importLocated, type LocatedImport } from './import-located';
import type { ImportOutcome } from './import-rows';
import { posts } from './tables';

/** A post is known by its organisation and its title. */
const POSTS: LocatedImport<Row, typeof posts.columns> = {
  schema: postRowSchema,
  table: posts,
  created: 'post.created',
  keyOfRow: ({ organisationCode, title }) => `${organisationCode} ${title}`,
  valuesOf: ({ title, duties, appointers, maxHolders, termMonths, isActive }, organisationId) => {
    return { title, duties, appointers, maxHolders, termMonths, isActive, organisationId };
  },
  lookUp: 'organisationId',
  keyOf: ({ organisationId, title }) => `${organisationId} ${title}`,
};

/**
 * Makes posts, and changes those that exist. Holders stay, also when there may be fewer from now
 * on; then nobody is added until enough of them have gone. Refusals of rows as in importLocated.
 */
export async function importPosts(
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
): Promise<ImportOutcome> {
  const { outcome } = await importLocated(transaction, request, POSTS);
  // A post that is in use again goes on with what recurs.
  if (outcome.updated > 0) await planAgain(transaction);
  return outcome;
}
