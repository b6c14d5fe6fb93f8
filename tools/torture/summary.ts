import type { Held } from './memory';

/** The one line of JSON that a run ends with. */
export interface Summary {
  readonly seed: number;
  readonly operations: number;
  readonly conflicts: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: number;
  readonly probes: Readonly<Record<string, number>>;
  /** Of answers while nothing was broken; see latency.ts. */
  readonly p99ms: number | null;
  /** Of each node. */
  readonly memoryMB: readonly Held[];
}

/** Why a run counts as failed; null when every promise was kept among people who did meet. */
export function findFailure({ seed, violations, conflicts }: Summary): string | null {
  if (violations > 0) return `Seed ${seed}: ${violations} violation(s).`;
  if (conflicts === 0) return 'Nobody got in anybody’s way: a run without conflicts shows nothing.';
  return null;
}
