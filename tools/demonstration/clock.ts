import type { Administrator } from '../http/administrator';

const DAY = 24 * 60 * 60 * 1000;

/** Days counted from today: -3 is three days ago. */
export interface TownClock {
  /** Takes the whole server to that day. */
  goTo(day: number): Promise<void>;
  /** Back to the present. */
  returnToToday(): Promise<void>;
  /** The moment of that day as content types store it. */
  instant(day: number): string;
}

/** The town's history is told by moving the server's clock, which only a test server allows. */
export function createTownClock({ call }: Administrator, today = Date.now()): TownClock {
  const moveBy = async (offsetMs: number): Promise<void> => {
    await call('clock.adjust', { body: { offsetMs } });
  };
  return {
    goTo: (day) => moveBy(day * DAY),
    returnToToday: () => moveBy(0),
    instant: (day) => new Date(today + day * DAY).toISOString(),
  };
}
