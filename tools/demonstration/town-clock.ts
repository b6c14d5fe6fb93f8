import type { Administrator } from '../http/administrator';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The town lives by the time of China, whatever zone this machine is in. */
const UTC_OFFSET = 8 * HOUR;

/** Days are counted from today: -3 is three days ago. */
export interface TownClock {
  /** Takes the whole server to that day, so many minutes after midnight. */
  goTo(day: number, minute: number): Promise<void>;
  /** Back to the present. */
  returnToToday(): Promise<void>;
  /** The full hour of that day, as content types store it. */
  instant(day: number, hour: number): string;
  /** That day as the calendar writes it. */
  day(day: number): string;
}

/** The town's history is told by moving the server's clock, which only some servers allow. */
export function createTownClock({ call }: Administrator): TownClock {
  const now = Date.now();
  const midnight = now - ((now + UTC_OFFSET) % DAY);
  async function moveTo(moment: number): Promise<void> {
    await call('clock.adjust', { body: { offsetMs: moment - Date.now() } });
  }
  return {
    goTo: (day, minute) => moveTo(midnight + day * DAY + minute * MINUTE),
    async returnToToday() {
      await call('clock.adjust', { body: { offsetMs: 0 } });
    },
    instant: (day, hour) => new Date(midnight + day * DAY + hour * HOUR).toISOString(),
    day: (day) => new Date(midnight + day * DAY + UTC_OFFSET).toISOString().slice(0, 10),
  };
}
