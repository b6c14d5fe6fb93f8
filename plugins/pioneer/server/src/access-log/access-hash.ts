import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/record/canonical';
import type { StoredAccess } from './table';

/** What stands before the first entry of all. */
export const NO_HASH = '0'.repeat(64);

/**
 * Of an entry and, by `previous_hash`, of all before it: SHA-256 of its columns as canonical JSON,
 * without `id`, which the database gives, and `hash` itself.
 */
export function hashOfAccess(row: Omit<StoredAccess, 'id' | 'hash'>): string {
  const { at, kind, actor_kind, actor_id, subject_type, subject_id } = row;
  const { ip, request_id, is_success, details, previous_hash } = row;
  const told = {
    at: Number(at),
    kind,
    actor_kind,
    actor_id,
    subject_type,
    subject_id,
    ip,
    request_id,
    is_success: Boolean(is_success),
    details,
    previous_hash,
  };
  return createHash('sha256').update(canonicalJson(told)).digest('hex');
}
