import type { Core } from '@strapi/strapi';
import { once } from 'lodash';
import { BurstyRateLimiter, RateLimiterMemory } from 'rate-limiter-flexible';
import { limiterKeyOf, sharedLimiter, takePoint } from './shared-limiter';

/** How fast somebody may write. */
export interface WriteLimits {
  /** Writes that somebody may send as fast as they like, before they wait for new ones. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Refuses writes of somebody who sends more than people do. What comes no faster than `perSecond` is
 * counted by this node alone and costs no statement; what comes faster is taken from a burst that all
 * nodes share, and which is whole again once the time is over in which it could be written evenly.
 *
 * @returns a function that throws DomainError WRITES_THROTTLED; never call it inside a transaction
 */
export function createWriteThrottle(strapi: Core.Strapi): (userId: number) => Promise<void> {
  const limiterOnce = once(() => {
    const { burst, perSecond } = strapi.config.get<WriteLimits>('plugin::pioneer.writes');
    return new BurstyRateLimiter(
      new RateLimiterMemory({ points: perSecond, duration: 1 }),
      sharedLimiter(strapi, burst, Math.ceil(burst / perSecond)),
    );
  });
  return (userId) =>
    takePoint(limiterOnce(), limiterKeyOf(strapi, `writes ${userId}`), 'WRITES_THROTTLED');
}
