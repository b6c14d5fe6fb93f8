/** One thing that was measured; figures beyond the usual ones go by names of their own. */
export interface Measurement {
  readonly name: string;
  readonly perSecond?: number;
  readonly p50ms?: number;
  readonly p99ms?: number;
  readonly [figure: string]: string | number | undefined;
}

/** What a bench came to: how one thing compares with another of the same run, and each by itself. */
export interface BenchResult {
  readonly ratios: Readonly<Record<string, number>>;
  readonly results: readonly Measurement[];
  /** Sentences for what was not as it must be: then the figures mean nothing. */
  readonly unproved: readonly string[];
}

/** The one in the middle; of an even number the mean of the two. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

/**
 * The one over the other, round by round, and of that the middle: what disturbs a round on a noisy
 * machine disturbs both. Throws without a round.
 */
export function ratioByRound(ones: readonly number[], others: readonly number[]): number {
  return median(ones.map((one, round) => one / (others[round] ?? NaN)));
}

/** Rounded to three digits that count: more would say more than was measured. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** A bench as the one line that it ends with. */
export function lineOf(bench: string, { ratios, results }: BenchResult): string {
  const short = (figures: object) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, value]: [string, unknown]) => {
        return [name, typeof value === 'number' ? rounded(value) : value];
      }),
    );
  return JSON.stringify({ bench, ratios: short(ratios), results: results.map(short) });
}
