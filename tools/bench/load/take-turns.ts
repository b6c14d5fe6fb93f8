import { median, ratioByRound, type Measurement } from '../result';
import { succeeded, type Driven } from './drive';

/** What became of one turn; who has no clients has no latencies. */
export type Turn = Pick<Driven, 'sent' | 'statuses' | 'perSecond'> &
  Partial<Pick<Driven, 'p50ms' | 'p99ms'>>;

/** One of those that are compared. */
export interface Side {
  readonly name: string;
  measure(): Promise<Turn>;
  /** How many rows say by now that what was asked for has happened. */
  count(): Promise<number>;
}

/** What each side came to, in the middle of its turns, and how they compare. */
export interface Compared {
  /** A figure of one side over that of another in the same round, in the middle of the rounds. */
  ratio(figure: 'perSecond' | 'p99ms', one: string, other: string): number;
  readonly results: readonly Measurement[];
  readonly unproved: readonly string[];
}

/**
 * Measures every side in every round, by turns, after one that only warms them up. Everything that was
 * asked for must have succeeded, and as many rows have come into being.
 */
export async function takeTurns(sides: readonly Side[], rounds: number): Promise<Compared> {
  const turns = new Map(sides.map(({ name }) => [name, [] as Turn[]]));
  const unproved: string[] = [];
  for (const side of sides) await side.measure();
  for (let round = 0; round < rounds; round += 1) {
    for (const side of sides) {
      const before = await side.count();
      const turn = await side.measure();
      const written = (await side.count()) - before;
      turns.get(side.name)?.push(turn);
      if (written === turn.sent && succeeded(turn) === turn.sent) continue;
      const told = JSON.stringify(turn.statuses);
      unproved.push(`${side.name}: of ${turn.sent}, ${written} were written; answers: ${told}`);
    }
  }
  const figures = (name: string, of: 'perSecond' | 'p99ms') =>
    (turns.get(name) ?? []).map((turn) => turn[of] ?? NaN);
  return {
    ratio: (of, one, other) => ratioByRound(figures(one, of), figures(other, of)),
    results: [...turns].map(([name, taken]) => ({ name, ...middleOf(taken) })),
    unproved,
  };
}

function middleOf(turns: readonly Turn[]) {
  const middle = (of: (turn: Turn) => number | undefined) => {
    const values = turns.map(of).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : median(values);
  };
  return {
    perSecond: median(turns.map(({ perSecond }) => perSecond)),
    p50ms: middle(({ p50ms }) => p50ms),
    p99ms: middle(({ p99ms }) => p99ms),
  };
}
