import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { MINUTE, SECOND } from '../../../core/time';
import { DomainError } from '../shared/domain-error';

/** Within this time failures count; whoever waits so long may try again. */
const WINDOW_SECONDS = (5 * MINUTE) / SECOND;

/** Five tries for one number from one address: what MLPS 2.0 practice and people's memory agree on. */
const FAILURES_PER_NUMBER = 5;

/** A community's members may share one address; a list of guessed numbers does not get far. */
const FAILURES_PER_ADDRESS = 100;

const byNumber = new RateLimiterMemory({
  keyPrefix: 'number',
  points: FAILURES_PER_NUMBER,
  duration: WINDOW_SECONDS,
});

const byAddress = new RateLimiterMemory({
  keyPrefix: 'address',
  points: FAILURES_PER_ADDRESS,
  duration: WINDOW_SECONDS,
});

/**
 * Runs an attempt that proves who somebody is, and counts it when it fails: by number and address
 * together, so that nobody locks others out from elsewhere, and by address alone. The try is
 * counted before and given back after success; otherwise simultaneous tries would slip through.
 * Each process counts for itself.
 *
 * @throws DomainError SIGN_IN_THROTTLED
 */
export async function throttleAttempt<Result>(
  ctx: Context,
  attemptKey: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const pair = `${ctx.ip} ${attemptKey}`;
  await consume(byAddress, ctx.ip);
  await consume(byNumber, pair);
  try {
    const result = await attempt();
    await byNumber.delete(pair);
    await byAddress.reward(ctx.ip);
    return result;
  } catch (error) {
    if (!isFailedProof(error)) {
      await byNumber.reward(pair);
      await byAddress.reward(ctx.ip);
    }
    throw error;
  }
}

/** Only a wrong secret counts; a short password or an absent database is no attack. */
function isFailedProof(error: unknown): boolean {
  if (!(error instanceof DomainError)) return false;
  const { code } = error.refusal;
  return code === 'SIGN_IN_FAILED' || code === 'ACTIVATION_FAILED' || code === 'PASSWORD_WRONG';
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / SECOND));
    throw new DomainError('SIGN_IN_THROTTLED', { seconds });
  }
}
