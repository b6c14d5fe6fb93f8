import type { Core } from '@strapi/strapi';
import { DomainError } from '../shared/domain-error';
import { USERS } from './granted-caller';
import { isPasswordOf } from './password-hash';
import { selectMeant, signInKeysOf, type SignInKeys } from './sign-in-name';
import type { Account } from './start-session';
import { members, USER_COLUMN } from './tables';

interface Found {
  readonly member_id: string;
  readonly user_id: number;
  readonly password: string | null;
  readonly blocked: boolean | number | null;
}

/**
 * Finds the account of a member by number or phone, and password. A number that does not exist, one
 * that is not activated, a blocked account and a wrong password all look the same from outside.
 *
 * @throws DomainError SIGN_IN_FAILED
 */
export async function signIn(
  strapi: Core.Strapi,
  request: { readonly number: string; readonly password: string },
): Promise<Account> {
  const found = await findAccount(strapi, signInKeysOf(strapi, request.number));
  const isRight = await isPasswordOf(strapi, request.password, found?.password);
  if (found === undefined || !isRight || Boolean(found.blocked)) {
    throw new DomainError('SIGN_IN_FAILED');
  }
  return { memberId: found.member_id, userId: found.user_id };
}

async function findAccount(strapi: Core.Strapi, keys: SignInKeys): Promise<Found | undefined> {
  const knex = strapi.db.connection;
  return knex(`${members.name} as m`)
    .join(`${USERS} as u`, 'u.id', `m.${USER_COLUMN}`)
    .where('m.document_id', selectMeant(knex, keys))
    .first<Found | undefined>({
      member_id: 'm.document_id',
      user_id: 'u.id',
      password: 'u.password',
      blocked: 'u.blocked',
    });
}
