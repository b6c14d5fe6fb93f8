import type { Core } from '@strapi/strapi';
import type { AccessKind, AccessorKind } from '../../../core/access-log/kinds';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import { findDatabaseFailure } from '../../../core/database-failure';
import { waitForLock } from '../shared/advisory-locks';
import { isRetryable, transact, type Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { hashOfAccess, NO_HASH } from './access-hash';
import type { Origin } from './origin';
import { ACCESS_LOG_TABLE } from './table';

/** Who did it; the id of `nobody` and of the system is null. */
export interface Accessor {
  readonly kind: AccessorKind;
  readonly id: string | null;
}

export const NOBODY: Accessor = { kind: 'nobody', id: null };

/** One entry of the access log. Names, phones and texts have no place in it: ids and codes alone. */
export interface Access {
  readonly kind: AccessKind;
  readonly actor: Accessor;
  /** What it was about, by the word for it and its id. */
  readonly subject?: { readonly type: string; readonly id: string } | null;
  readonly origin: Origin;
  readonly isSuccess: boolean;
  readonly details?: Readonly<Record<string, Json>>;
}

/**
 * Writes an entry, linked to the one before it. Entries are written one after the other: whoever
 * calls this does so last in a transaction, because everybody else waits until that ends.
 *
 * @throws DomainError ACCESS_NOT_LOGGED, so that the transaction is undone; the database's own error
 * when that is away, or when the transaction is to be tried again
 */
export async function writeAccess(
  strapi: Core.Strapi,
  transaction: Transaction,
  access: Access,
): Promise<void> {
  try {
    await append(transaction, access);
  } catch (error) {
    if (isRetryable(error) || findDatabaseFailure(error) === 'away') throw error;
    strapi.log.error(`[pioneer] the access log takes no entry (${access.kind}): ${String(error)}`);
    throw new DomainError('ACCESS_NOT_LOGGED');
  }
}

async function append(transaction: Transaction, access: Access): Promise<void> {
  await waitForLock(transaction, 'accessLog');
  const { trx, now } = transaction;
  const last = await trx(ACCESS_LOG_TABLE)
    .orderBy('id', 'desc')
    .first<{ hash: string } | undefined>('hash');
  const row = {
    at: now,
    kind: access.kind,
    actor_kind: access.actor.kind,
    actor_id: access.actor.id,
    subject_type: access.subject?.type ?? null,
    subject_id: access.subject?.id ?? null,
    ip: access.origin.ip,
    request_id: access.origin.requestId,
    is_success: access.isSuccess,
    details: canonicalJson(access.details ?? {}),
    previous_hash: last?.hash ?? NO_HASH,
  };
  await trx(ACCESS_LOG_TABLE).insert({ ...row, hash: hashOfAccess(row) });
}

/**
 * The same in a transaction of its own, before what it tells of goes on: what cannot be logged does
 * not happen.
 */
export async function logOrRefuse(strapi: Core.Strapi, access: Access): Promise<void> {
  await transact(strapi, (transaction) => writeAccess(strapi, transaction, access));
}
