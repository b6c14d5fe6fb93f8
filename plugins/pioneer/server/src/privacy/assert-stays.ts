import { members } from '../people/tables';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';

/**
 * Holds members against their leaving until the transaction ends: an erasure waits for it, or is
 * over, and then nothing more is written of whoever left. Taken where the lock order has members,
 * which is last, so a transaction may have written already.
 *
 * @param options.isAlone others who hold the same members wait as well, until the transaction ends
 * @throws DomainError MEMBER_ERASED
 */
export async function assertStays(
  { trx }: Transaction,
  memberIds: readonly string[],
  { isAlone = false } = {},
): Promise<void> {
  if (memberIds.length === 0) return;
  const select = trx(members.name)
    .whereIn('document_id', [...memberIds])
    .orderBy('id');
  const locked = isAlone ? select.forUpdate() : select.forKeyShare();
  const found: { left: unknown }[] = await locked.select({ left: 'erased_at' });
  if (found.some(({ left }) => left !== null)) throw new DomainError('MEMBER_ERASED');
}
