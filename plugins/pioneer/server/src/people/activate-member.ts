import { timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { findPasswordRefusal } from '../../../core/people/password';
import { updateRecorded } from '../record/recorded-writes';
import { isUniqueViolation, read, transact, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { activationHashOf } from './activation-hash';
import { hashPassword } from './password-hash';
import type { Account } from './start-session';
import { selectMeant, signInKeysOf, type SignInKeys } from './sign-in-name';
import { members, USER_COLUMN, type MemberRow } from './tables';

/** Tries of one code, whatever the address they come from; then it is used up. */
const MAX_ATTEMPTS = 5;

const USER = 'plugin::users-permissions.user';
const ROLE = 'plugin::users-permissions.role';

/**
 * Makes the account of a member who shows the code of an invitation. A code works once, also when
 * it is sent twice at the same time: the member's row changes by compare-and-set, and the account
 * comes into being in the same transaction.
 *
 * @throws DomainError PASSWORD_*, ACTIVATION_FAILED, SIGN_IN_NAME_TAKEN
 */
export async function activateMember(
  strapi: Core.Strapi,
  request: { readonly number: string; readonly code: string; readonly password: string },
): Promise<Account> {
  const { number, code, password } = request;
  const keys = signInKeysOf(strapi, number);
  assertUsable(password, keys.bareName);
  const invited = await proveCode(strapi, keys, code);
  assertUsable(password, invited.number);
  const passwordHash = await hashPassword(strapi, password);
  try {
    return await transact(strapi, (transaction) =>
      makeAccount(strapi, transaction, { ...invited, passwordHash }),
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('SIGN_IN_NAME_TAKEN', { number: invited.number });
  }
}

/** A password must not hold what is typed beside it, be it the member number or a phone. */
function assertUsable(password: string, name: string): void {
  const bytes = Buffer.byteLength(password);
  assertAllowed(findPasswordRefusal({ text: password, bytes, memberNumber: name }));
}

/** Who showed the right code; the hash of the code finds the member. */
interface Invited {
  readonly number: string;
  readonly activationHash: string;
}

/** @throws DomainError ACTIVATION_FAILED */
async function proveCode(strapi: Core.Strapi, keys: SignInKeys, code: string): Promise<Invited> {
  const invited = await countAttempt(strapi, keys);
  // Unknown numbers cost an HMAC as well, and fail as wrong codes do.
  const given = activationHashOf(strapi, { memberId: invited?.id ?? keys.signInName, code });
  if (invited === null || !isEqual(given, invited.hash)) throw new DomainError('ACTIVATION_FAILED');
  return { number: invited.number, activationHash: given };
}

/** Counts before comparing, in one statement: simultaneous guesses do not get extra tries. */
async function countAttempt(
  strapi: Core.Strapi,
  keys: SignInKeys,
): Promise<{ readonly id: string; readonly number: string; readonly hash: string } | null> {
  return read(strapi, async ({ trx, now }) => {
    const [counted] = await trx(members.name)
      .where('document_id', selectMeant(trx, keys))
      .whereNull(USER_COLUMN)
      .whereNotNull('activation_hash')
      .where('activation_expires_at', '>', new Date(now))
      .where('activation_attempts', '<', MAX_ATTEMPTS)
      .increment('activation_attempts')
      .returning<{ id: string; number: string; hash: string }[]>([
        'document_id as id',
        'number',
        'activation_hash as hash',
      ]);
    return counted ?? null;
  });
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function makeAccount(
  strapi: Core.Strapi,
  transaction: Transaction,
  proof: { readonly activationHash: string; readonly passwordHash: string },
): Promise<Account> {
  const { trx, now } = transaction;
  const { activationHash } = proof;
  const member = await findRow(transaction, members, { activationHash });
  if (member === null) throw new DomainError('ACTIVATION_FAILED');
  const activated = await updateRecorded(
    transaction,
    members,
    member,
    { activatedAt: now, activationHash: null, activationExpiresAt: null, activationAttempts: 0 },
    { type: 'member.activated', actor: { kind: 'member', id: member.id } },
  );
  if (activated === null) throw new DomainError('ACTIVATION_FAILED');
  const userId = await createUser(strapi, member, proof.passwordHash);
  await trx(members.name)
    .where({ document_id: member.id })
    .update({ [USER_COLUMN]: userId });
  return { memberId: member.id, userId };
}

/**
 * A user of users-permissions, written below the document service, which would hash the password
 * again. Users need an e-mail; this one can never be delivered and is shown to nobody.
 */
async function createUser(
  strapi: Core.Strapi,
  member: MemberRow,
  passwordHash: string,
): Promise<number> {
  const role = await strapi.db.query(ROLE).findOne({ where: { type: 'authenticated' } });
  if (role === null) throw new Error('users-permissions has no role of the type "authenticated"');
  const user = await strapi.db.query(USER).create({
    data: {
      username: member.signInName,
      email: `${member.id}@members.invalid`,
      provider: 'local',
      password: passwordHash,
      confirmed: true,
      blocked: false,
      role: role.id,
    },
  });
  return user.id as number;
}
