import { cpus } from 'node:os';

/** What was done, and how many cores of the machine were busy meanwhile on average, with whatever. */
export async function withCoresBusy<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly coresBusy: number }> {
  const before = timesOfCores();
  const result = await work();
  const after = timesOfCores();
  const idle = (after.idle - before.idle) / (after.all - before.all);
  return { result, coresBusy: cpus().length * (1 - idle) };
}

/** Milliseconds since the machine was started, of all cores together. */
function timesOfCores(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((core) => core.times);
  const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.flatMap((time) => Object.values(time))),
  };
}
