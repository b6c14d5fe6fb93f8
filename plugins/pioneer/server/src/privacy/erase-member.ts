import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Erased } from '../../../contract/leaving';
import { ACTIVATION_CODE_LENGTH, activationCodeFrom } from '../../../core/people/activation-code';
import { pseudonymOf } from '../../../core/privacy/erasure';
import { isoOf } from '../../../core/time';
import { USERS } from '../people/granted-caller';
import { isPasswordOf } from '../people/password-hash';
import { signInNameOf } from '../people/sign-in-name';
import { members, USER_COLUMN, type MemberRow } from '../people/tables';
import { eraseAllRecorded } from '../record/recorded-writes';
import { waitForLock } from '../shared/advisory-locks';
import { read, type Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { blankWords, type Leaving } from './blank-words';
import { endPart } from './end-part';
import { forgetAccount, forgetAnswers, forgetExports } from './forget-account';
import { renameInSteps } from './rename-in-steps';

/**
 * Erases a member: everything that runs ends as it always ends, words and personal data are blanked,
 * the account is deleted. A pseudonym stays, so histories, counters and proof hold. All of it is one
 * transaction; the member's commands wait for it or came first, and files go afterwards.
 *
 * @throws DomainError NOT_FOUND, MEMBER_ERASED
 */
export async function eraseMember(
  strapi: Core.Strapi,
  transaction: Transaction,
  leaving: Leaving,
): Promise<Erased> {
  const { memberId, actor } = leaving;
  // In the order in which everybody locks: the member comes last.
  await waitForLock(transaction, 'audiences');
  await endPart(transaction, memberId, actor);
  const member = await findRow(transaction, members, { id: memberId }, { isLocked: true });
  if (member === null) throw new DomainError('NOT_FOUND');
  if (member.erasedAt !== null) throw new DomainError('MEMBER_ERASED');
  // From here on nothing begins any more; what began a moment ago ends, too.
  await endPart(transaction, memberId, actor);
  await blankWords(transaction, leaving);
  await forgetExports(transaction, leaving);
  await forgetAnswers(transaction, memberId);
  await forgetAccount(strapi, transaction, memberId);
  return blankMember(transaction, member, leaving);
}

async function blankMember(
  transaction: Transaction,
  member: MemberRow,
  { actor }: Leaving,
): Promise<Erased> {
  // As easy to read out as an activation code, and as unlikely to come twice.
  const pseudonym = pseudonymOf(activationCodeFrom(randomBytes(ACTIVATION_CODE_LENGTH)));
  const { number, name } = pseudonym;
  const erasedAt = transaction.now;
  await renameInSteps(transaction, member.signInName, { pseudonym, actor });
  const blank = {
    number,
    signInName: signInNameOf(number),
    name,
    erasedAt,
    phoneHash: null,
    phoneSealed: null,
    activationHash: null,
    activationExpiresAt: null,
    activationAttempts: 0,
  };
  const happening = { type: 'member.erased', actor };
  await eraseAllRecorded(transaction, members, [member], () => blank, happening);
  return { number, name, erasedAt: isoOf(erasedAt) };
}

/**
 * Whether a member has typed the own password; asked before the transaction, which must not wait
 * for a hash.
 *
 * @throws DomainError PASSWORD_WRONG
 */
export async function provePassword(
  strapi: Core.Strapi,
  memberId: string,
  password: string,
): Promise<void> {
  const found = await read(strapi, ({ trx }) =>
    trx(`${members.name} as m`)
      .join(`${USERS} as u`, 'u.id', `m.${USER_COLUMN}`)
      .where('m.document_id', memberId)
      .first<{ password: string | null } | undefined>({ password: 'u.password' }),
  );
  if (!(await isPasswordOf(strapi, password, found?.password))) {
    throw new DomainError('PASSWORD_WRONG');
  }
}
