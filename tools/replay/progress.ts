import { Presets, SingleBar } from 'cli-progress';

/** Seconds between two lines where nobody watches a terminal. */
const NOTE_EVERY = 10;

/** One bar at a time, on stderr: stdout belongs to the result. */
export interface Progress {
  /** Ends the bar before and starts the next. */
  start(phase: string, total: number): void;
  step(): void;
  stop(): void;
}

export function createProgress(): Progress {
  let bar: SingleBar | null = null;
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    start(phase, total) {
      stop();
      bar = new SingleBar(
        {
          format: `${phase.padEnd(20)} {bar} {value}/{total}  {duration_formatted}`,
          hideCursor: true,
          noTTYOutput: true,
          notTTYSchedule: NOTE_EVERY * 1000,
        },
        Presets.shades_classic,
      );
      bar.start(total, 0);
    },
    step: () => void bar?.increment(),
    stop,
  };
}
