import { holdsAt } from '../../../core/people/posts';
import { updateLocked } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { appoints, type Appointer } from './appoint-holder';
import { postHoldings, type PostHoldingRow } from './tables';

/**
 * Ends somebody's holding of a post before its term does.
 *
 * @returns the holding as it was
 * @throws DomainError NOT_FOUND, POST_APPOINTER_REQUIRED, POST_NOT_HELD, VERSION_OUTDATED
 */
export async function dismissHolder(
  transaction: Transaction,
  request: {
    readonly postId: string;
    readonly holdingId: string;
    readonly version: number;
    readonly by: Appointer;
  },
): Promise<PostHoldingRow> {
  const { postId, holdingId, version, by } = request;
  const { now } = transaction;
  const place = { id: holdingId, postId };
  const holding = await findRow(transaction, postHoldings, place, { isLocked: true });
  if (holding === null) throw new DomainError('NOT_FOUND');
  if (!(await appoints(transaction, postId, by))) {
    throw new DomainError('POST_APPOINTER_REQUIRED');
  }
  if (!holdsAt(holding, now)) throw new DomainError('POST_NOT_HELD');
  assertVersion(holding, version);
  const happening = { type: 'postHolding.ended', actor: by.actor };
  await updateLocked(transaction, postHoldings, holding, { endedAt: now }, happening);
  return holding;
}
