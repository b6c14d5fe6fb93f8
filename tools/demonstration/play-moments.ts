import type { TownClock } from './town-clock';

/** One thing that happens on a day; `play` expects the clock to be there. */
export interface Moment {
  readonly day: number;
  /** Who does what, for the message when it fails. */
  readonly what: string;
  readonly play: () => Promise<void> | void;
}

/** The town's day begins at half past eight, and something happens every 71 minutes. */
const FIRST_MINUTE = 8 * 60 + 30;
const MINUTES_BETWEEN = 71;

/**
 * Plays moments day by day; what happens on one day, in the order in which it is told. Throws at
 * the first moment that fails, saying which it was.
 */
export async function playMoments(clock: TownClock, moments: readonly Moment[]): Promise<void> {
  let today = Number.NEGATIVE_INFINITY;
  let minute = FIRST_MINUTE;
  for (const { day, what, play } of [...moments].sort((a, b) => a.day - b.day)) {
    minute = day === today ? minute + MINUTES_BETWEEN : FIRST_MINUTE;
    today = day;
    try {
      await clock.goTo(day, minute);
      await play();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`Day ${day}, ${what}: ${reason}`, { cause: error });
    }
  }
}
