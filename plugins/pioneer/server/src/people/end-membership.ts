import { isoOf } from '../../../core/time';
import type { Actor } from '../record/event-table';
import { updateLocked } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { followMembers } from './add-membership';
import { memberships, type MembershipRow } from './tables';

/**
 * Ends a membership now. What it allowed ends with the next request; claims stay whose they are: a
 * person's own goes on, and one of an organisation by its other representatives. Only what everyone
 * is enrolled in ends with it.
 *
 * @returns the membership as it was
 * @throws DomainError NOT_FOUND, MEMBERSHIP_ENDED, VERSION_OUTDATED
 */
export async function endMembership(
  transaction: Transaction,
  request: { readonly id: string; readonly version: number; readonly actor: Actor },
): Promise<MembershipRow> {
  const { id, version, actor } = request;
  const held = await findRow(transaction, memberships, { id }, { isLocked: true });
  if (held === null) throw new DomainError('NOT_FOUND');
  if (held.endedAt !== null) {
    throw new DomainError('MEMBERSHIP_ENDED', { endedAt: isoOf(held.endedAt) });
  }
  assertVersion(held, version);
  const changes = { endedAt: transaction.now };
  const happening = { type: 'membership.ended', actor };
  await updateLocked(transaction, memberships, held, changes, happening);
  await followMembers(transaction, [held.memberId]);
  return held;
}
