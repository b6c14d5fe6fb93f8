import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { keyFor } from '../people/secret';
import { selectMeant, signInKeysOf } from '../people/sign-in-name';
import type { Account } from '../people/start-session';
import { DomainError } from '../shared/domain-error';
import { logFailure } from './log-failure';
import { originOf } from './origin';
import { logOrRefuse, NOBODY } from './write-access';

/** What a wrong password or code is answered with. */
const FAILED = new Set(['SIGN_IN_FAILED', 'ACTIVATION_FAILED']);

/**
 * Runs a proof of who a member is, and logs how it ended. Nobody comes in unlogged; who is kept out
 * is told the same whether that could be logged or not. Attempts beyond the limits on failures are
 * not proofs and leave no entry.
 */
export async function watchEntry(
  strapi: Core.Strapi,
  ctx: Context,
  entry: { readonly kind: 'signIn' | 'activation'; readonly name: string },
  prove: () => Promise<Account>,
): Promise<Account> {
  const { kind, name } = entry;
  const origin = originOf(ctx);
  let account: Account;
  try {
    account = await prove();
  } catch (error) {
    if (!(error instanceof DomainError) || !FAILED.has(error.refusal.code)) throw error;
    await logFailure(strapi, { kind, actor: NOBODY, origin, ...(await findTried(strapi, name)) });
    throw error;
  }
  const actor = { kind: 'member', id: account.memberId } as const;
  await logOrRefuse(strapi, { kind, actor, origin, isSuccess: true });
  return account;
}

/** The member who was meant; of names that are nobody's a trace, which tells two of them apart. */
async function findTried(strapi: Core.Strapi, name: string) {
  const keys = signInKeysOf(strapi, name);
  try {
    const [id] = await selectMeant(strapi.db.connection, keys).pluck<string[]>('meant.document_id');
    if (id !== undefined) return { subject: { type: 'member', id } };
  } catch {
    // An absent database is told of by whoever writes the entry.
  }
  return { details: { tried: traceOf(strapi, keys.attemptKey) } };
}

const TRACE_LENGTH = 16;

/** Nobody can try out names without the secret. */
export function traceOf(strapi: Core.Strapi, name: string): string {
  return createHmac('sha256', keyFor(strapi, 'access log'))
    .update(name)
    .digest('base64url')
    .slice(0, TRACE_LENGTH);
}
