import type { Administrator } from '../../http/administrator';

/** Moves the one clock of all nodes, forward only: nobody's deadline comes back. */
export interface TownClock {
  /** Brings everything nearer by so many milliseconds; the node that is asked settles what is due. */
  leap(ms: number, administrator?: Administrator): Promise<void>;
  /** Has a node settle what is due and do what waits, without moving the clock. */
  settle(administrator: Administrator): Promise<void>;
}

/** Less than the access log is kept for: what was logged must still be there in the end. */
const MOST_MS = 120 * 24 * 60 * 60 * 1000;

export function createTownClock(first: Administrator): TownClock {
  let offset = 0;
  let telling: Promise<unknown> = Promise.resolve();
  /** One after the other: what arrives last must be the latest. */
  function tell({ call }: Administrator): Promise<unknown> {
    const told = telling.then(() => call('clock.adjust', { body: { offsetMs: offset } }));
    telling = told.catch(() => undefined);
    return told;
  }
  return {
    async leap(ms, administrator = first) {
      if (offset + ms > MOST_MS) return;
      offset += ms;
      // It may have been done although nobody says so: the next leap goes further anyway.
      await tell(administrator).catch(() => undefined);
    },
    async settle(administrator) {
      await tell(administrator);
    },
  };
}
