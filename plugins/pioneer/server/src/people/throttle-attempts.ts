import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { MINUTE, SECOND } from '../../../core/time';
import { DomainError } from '../shared/domain-error';
import { limiterKeyOf, sharedLimiter, takePoint } from './shared-limiter';

/** Within this time failures count; whoever waits so long may try again. */
const WINDOW_SECONDS = (5 * MINUTE) / SECOND;

/** Five tries for one number from one address: what MLPS 2.0 practice and people's memory agree on. */
const FAILURES_PER_NUMBER = 5;

/** A community's members may share one address; a list of guessed numbers does not get far. */
const FAILURES_PER_ADDRESS = 100;

const FAILED_PROOFS = new Set<unknown>(['SIGN_IN_FAILED', 'ACTIVATION_FAILED', 'PASSWORD_WRONG']);

/**
 * Runs an attempt that proves who somebody is, and counts it when it fails: by number and address
 * together, so that nobody locks others out from elsewhere, and by address alone. The try is
 * counted before and given back after success; otherwise simultaneous tries would slip through.
 * All nodes share the counts. Never call it inside a transaction.
 *
 * @throws DomainError SIGN_IN_THROTTLED
 */
export async function throttleAttempt<Result>(
  strapi: Core.Strapi,
  ctx: Context,
  attemptKey: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const byAddress = sharedLimiter(strapi, FAILURES_PER_ADDRESS, WINDOW_SECONDS);
  const byNumber = sharedLimiter(strapi, FAILURES_PER_NUMBER, WINDOW_SECONDS);
  const address = limiterKeyOf(strapi, `attempt address ${ctx.ip}`);
  const pair = limiterKeyOf(strapi, `attempt number ${ctx.ip} ${attemptKey}`);
  await takePoint(byAddress, address, 'SIGN_IN_THROTTLED');
  await takePoint(byNumber, pair, 'SIGN_IN_THROTTLED');
  try {
    const result = await attempt();
    await Promise.all([byNumber.delete(pair), byAddress.reward(address)]);
    return result;
  } catch (error) {
    if (!isFailedProof(error)) {
      await Promise.all([byNumber.reward(pair), byAddress.reward(address)]);
    }
    throw error;
  }
}

/** Only a wrong secret counts; a short password or an absent database is no attack. */
function isFailedProof(error: unknown): boolean {
  return FAILED_PROOFS.has(codeOf(error));
}

/** At the door of the admin panel it stands in the details, where Strapi's errors have it. */
function codeOf(error: unknown): unknown {
  if (error instanceof DomainError) return error.refusal.code;
  return (error as { details?: { code?: unknown } } | undefined)?.details?.code;
}
