import type { ConsentView } from '../../../contract/consents';
import {
  CONSENT_PURPOSES,
  CONSENT_TEXTS,
  findConsentRefusal,
  isConsentValid,
  type ConsentPurpose,
} from '../../../core/privacy/consents';
import { isoOf } from '../../../core/time';
import type { Language } from '../../../core/words';
import { members } from '../people/tables';
import { insertRecorded, updateLocked } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Reading, Transaction } from '../shared/database';
import { assertAllowed } from '../shared/domain-error';
import { findRows } from '../shared/rows';
import { assertStays } from './assert-stays';
import { consents, type ConsentRow } from './tables';

/** What a member may allow, in the order of the catalogue, and whether this one does. */
export async function findConsents(
  reading: Reading,
  memberId: string,
  language: Language,
): Promise<ConsentView[]> {
  const live = await findLive(reading, memberId);
  return CONSENT_PURPOSES.map((purpose) => {
    const { version, [language]: text } = CONSENT_TEXTS[purpose];
    const given = live.find((row) => row.purpose === purpose) ?? null;
    const givenAt = isConsentValid(purpose, given) && given !== null ? isoOf(given.givenAt) : null;
    return { purpose, version, text, givenAt };
  });
}

/** Whether this member allows it now. */
export async function hasConsent(
  reading: Reading,
  memberId: string,
  purpose: ConsentPurpose,
): Promise<boolean> {
  const live = await findLive(reading, memberId);
  return isConsentValid(purpose, live.find((row) => row.purpose === purpose) ?? null);
}

/**
 * Writes down that a member agrees to a purpose as its text reads now. Agreeing twice changes
 * nothing; consent to an earlier text ends with it.
 *
 * @throws DomainError CONSENT_OUTDATED
 */
export async function giveConsent(
  transaction: Transaction,
  member: CallingMember,
  { purpose, version }: { readonly purpose: ConsentPurpose; readonly version: number },
): Promise<void> {
  assertAllowed(findConsentRefusal(purpose, version));
  await lockMember(transaction, member.id);
  const earlier = await findLiveFor(transaction, member.id, purpose);
  if (earlier?.textVersion === version) return;
  if (earlier !== null) await end(transaction, member, earlier, 'consent.replaced');
  await insertRecorded(
    transaction,
    consents,
    { memberId: member.id, purpose, textVersion: version, givenAt: transaction.now },
    { type: 'consent.given', actor: actorOf(member) },
  );
}

/**
 * Writes down that a member no longer agrees to a purpose.
 *
 * @returns whether there was consent to withdraw
 */
export async function withdrawConsent(
  transaction: Transaction,
  member: CallingMember,
  purpose: ConsentPurpose,
): Promise<boolean> {
  await lockMember(transaction, member.id);
  const given = await findLiveFor(transaction, member.id, purpose);
  if (given === null) return false;
  await end(transaction, member, given, 'consent.withdrawn');
  return true;
}

async function end(
  transaction: Transaction,
  member: CallingMember,
  given: ConsentRow,
  type: string,
): Promise<void> {
  const changes = { withdrawnAt: transaction.now };
  await updateLocked(transaction, consents, given, changes, { type, actor: actorOf(member) });
}

/**
 * Nobody gives or withdraws at the same moment, and what depends on consent depends on it until the
 * transaction ends; nor does the member leave.
 *
 * @throws DomainError MEMBER_ERASED
 */
export async function lockMember(transaction: Transaction, memberId: string): Promise<void> {
  await transaction.trx(members.name).where({ document_id: memberId }).forUpdate().select('id');
  await assertStays(transaction, [memberId]);
}

async function findLiveFor(
  reading: Reading,
  memberId: string,
  purpose: ConsentPurpose,
): Promise<ConsentRow | null> {
  return (await findLive(reading, memberId)).find((row) => row.purpose === purpose) ?? null;
}

async function findLive(reading: Reading, memberId: string): Promise<ConsentRow[]> {
  return findRows(reading, consents, { memberId, withdrawnAt: null });
}
