import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { phoneHashOf, readPhone } from './phone';
import { members } from './tables';

/**
 * What identifies a member at sign-in: the number without regard to case. Lower case of ASCII
 * alone, which both databases and JavaScript agree on; a member number holds nothing else.
 */
export function signInNameOf(number: string): string {
  return number.trim().toLowerCase();
}

/** What somebody typed to say who they are: a member number, a phone, or what could be both. */
export interface SignInKeys {
  readonly signInName: string;
  /** Of what is no phone it is a hash that nobody has, so that both cost the same. */
  readonly phoneHash: string;
  /** What attempts are counted by: the same for every spelling of a phone, and no phone. */
  readonly attemptKey: string;
  /** What no password may hold: the number, or the phone without its country. */
  readonly bareName: string;
}

export function signInKeysOf(strapi: Core.Strapi, typed: string): SignInKeys {
  const signInName = signInNameOf(typed);
  const phone = readPhone(strapi, typed);
  const phoneHash = phoneHashOf(strapi, phone?.number ?? `no phone: ${signInName}`);
  return {
    signInName,
    phoneHash,
    attemptKey: phone === null ? signInName : phoneHash,
    bareName: phone?.nationalNumber ?? signInName,
  };
}

/**
 * The id of the member whom the keys mean, as a query. A member number comes before a phone: when
 * the number of one looks like the phone of another, it is the first who signs in by it, and the
 * other signs in by the own number.
 */
export function selectMeant(knex: Knex, { signInName, phoneHash }: SignInKeys): Knex.QueryBuilder {
  return knex(`${members.name} as meant`)
    .where('meant.sign_in_name', signInName)
    .orWhere('meant.phone_hash', phoneHash)
    .orderByRaw('case when meant.sign_in_name = ? then 0 else 1 end', [signInName])
    .limit(1)
    .select('meant.document_id');
}
