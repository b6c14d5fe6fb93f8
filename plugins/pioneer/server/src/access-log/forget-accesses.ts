import { keptSince } from '../../../core/privacy/retention';
import type { Transaction } from '../shared/database';
import { ACCESS_LOG_TABLE } from './table';

/**
 * Drops what has been kept long enough, from the beginning of the chain up to the first entry that
 * has not: what is left is one piece.
 */
export async function forgetAccesses({ trx, now }: Transaction): Promise<void> {
  const limit = keptSince('accessLog', now);
  const kept = await trx(ACCESS_LOG_TABLE)
    .where('at', '>=', limit)
    .min({ id: 'id' })
    .first<{ id: number | null } | undefined>();
  const due = trx(ACCESS_LOG_TABLE).where('at', '<', limit);
  const firstKept = kept?.id ?? null;
  if (firstKept !== null) void due.where('id', '<', firstKept);
  await due.delete();
}
