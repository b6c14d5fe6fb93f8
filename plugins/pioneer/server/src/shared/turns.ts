import { AsyncResource } from 'node:async_hooks';
import pLimit, { type Limit } from 'p-limit';
import { DomainError } from './domain-error';

/** What many want at once. */
interface Line {
  readonly limit: Limit;
  /** Who is in it, at work or waiting. */
  size: number;
}

/** Does work about something when its turn has come. */
export type InTurn = <Result>(about: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets a few at a time work about the same thing, the others in the order in which they came. Whoever
 * waits here holds nothing; who waits for a row's lock has a connection that others would need.
 *
 * @returns a function that throws DomainError TOO_MANY_AT_ONCE, without having done the work, when its
 *   turn comes later than `patienceMs`
 */
export function turns({
  atOnce,
  patienceMs,
}: {
  readonly atOnce: number;
  readonly patienceMs: number;
}): InTurn {
  const lines = new Map<string, Line>();
  return async (about, work) => {
    const cameAt = performance.now();
    const line = lines.get(about) ?? { limit: pLimit(atOnce), size: 0 };
    lines.set(about, line);
    line.size += 1;
    // Without it the work would belong to the request that made room, its transaction included.
    const inOwnContext = AsyncResource.bind(work);
    try {
      return await line.limit(() => {
        if (performance.now() - cameAt > patienceMs) throw new DomainError('TOO_MANY_AT_ONCE');
        return inOwnContext();
      });
    } finally {
      line.size -= 1;
      if (line.size === 0) lines.delete(about);
    }
  };
}
