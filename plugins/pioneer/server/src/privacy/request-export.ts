import { createHash, randomBytes } from 'node:crypto';
import { pathPrefixOf } from '../../../contract/endpoint';
import { endpoints } from '../../../contract/endpoints';
import { DAY, isoOf } from '../../../core/time';
import { insertRecorded, updateRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRow, rowIn, selectOf } from '../shared/rows';
import { lockMember } from './consents';
import { dataExports, type DataExportRow } from './tables';

/** How long an address works, and how long a member waits for the next one. */
const EXPORT_LIFE = DAY;

const SECRET_BYTES = 32;

/**
 * Lets a member take a copy of what is kept, once. The secret in its address is in this answer and
 * nowhere else; what is kept is its hash.
 *
 * @throws DomainError EXPORT_REPEATED
 */
export async function requestExport(
  transaction: Transaction,
  member: CallingMember,
): Promise<{ readonly address: string; readonly expiresAt: string }> {
  const { now } = transaction;
  await lockMember(transaction, member.id);
  const last = await findLast(transaction, member.id);
  const nextAt = last === null ? now : last.requestedAt + EXPORT_LIFE;
  if (last !== null && nextAt > now) {
    const facts = { requestedAt: isoOf(last.requestedAt), nextAt: isoOf(nextAt) };
    throw new DomainError('EXPORT_REPEATED', facts);
  }
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const expiresAt = now + EXPORT_LIFE;
  await insertRecorded(
    transaction,
    dataExports,
    { memberId: member.id, requestedAt: now, expiresAt, secretHash: hashOf(secret) },
    { type: 'dataExport.requested', actor: actorOf(member) },
  );
  const { access, path } = endpoints['me.takeExport'];
  return {
    address: pathPrefixOf(access) + path.replace(':secret', secret),
    expiresAt: isoOf(expiresAt),
  };
}

/**
 * Uses up an address: of two who take at once one succeeds.
 *
 * @throws DomainError NOT_FOUND: somebody else's, used, too late, or never made
 */
export async function useExport(
  transaction: Transaction,
  member: CallingMember,
  secret: string,
): Promise<void> {
  const { now } = transaction;
  const values = { memberId: member.id, secretHash: hashOf(secret) };
  const asked = await findRow(transaction, dataExports, values);
  if (asked === null || asked.takenAt !== null || asked.expiresAt <= now) {
    throw new DomainError('NOT_FOUND');
  }
  const happening = { type: 'dataExport.taken', actor: actorOf(member) };
  const taken = await updateRecorded(transaction, dataExports, asked, { takenAt: now }, happening);
  if (taken === null) throw new DomainError('NOT_FOUND');
}

async function findLast({ trx }: Transaction, memberId: string): Promise<DataExportRow | null> {
  const found = await trx(`${dataExports.name} as x`)
    .where('x.member_id', memberId)
    .orderBy('x.requested_at', 'desc')
    .select(selectOf(trx, dataExports, 'x'))
    .first<Record<string, unknown> | undefined>();
  return found === undefined ? null : rowIn(dataExports, 'x', found);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
