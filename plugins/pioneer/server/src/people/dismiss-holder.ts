import { holdsAt } from '../../../core/people/posts';
import { updateRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { appoints } from './appoint-holder';
import { postHoldings } from './tables';

/**
 * Ends somebody's holding of a post before its term does.
 *
 * @throws DomainError NOT_FOUND, POST_APPOINTER_REQUIRED, POST_NOT_HELD, VERSION_OUTDATED
 */
export async function dismissHolder(
  transaction: Transaction,
  request: {
    readonly postId: string;
    readonly holdingId: string;
    readonly version: number;
    readonly manager: CallingMember;
  },
): Promise<void> {
  const { postId, holdingId, version, manager } = request;
  const { now } = transaction;
  const place = { id: holdingId, postId };
  const holding = await findRow(transaction, postHoldings, place, { isLocked: true });
  if (holding === null) throw new DomainError('NOT_FOUND');
  if (!(await appoints(transaction, postId, manager))) {
    throw new DomainError('POST_APPOINTER_REQUIRED');
  }
  if (!holdsAt(holding, now)) throw new DomainError('POST_NOT_HELD');
  assertVersion(holding, version);
  const happening = { type: 'postHolding.ended', actor: actorOf(manager) };
  await updateRecorded(transaction, postHoldings, holding, { endedAt: now }, happening);
}
