import { readFileSync } from 'node:fs';
import type { Violation } from './checks/check-torture';

/** What a node held at the start of a run and in the end, in megabytes; null where nobody can say. */
export interface Held {
  readonly start: number | null;
  readonly end: number | null;
}

/** Four times what a node needs for a town of this size: it has begun to keep what it should let go. */
const MOST_MEGABYTES = 1500;
const KILOBYTES = 1024;

/** The memory that a process holds, of what Linux tells of it, in megabytes. */
export function residentMegabytes(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / KILOBYTES);
  } catch {
    return null;
  }
}

/** Nodes that hold far more than they need. */
export function findGrownNodes(held: readonly Held[]): Violation[] {
  return held.flatMap(({ start, end }, node) => {
    if (end === null || end <= MOST_MEGABYTES) return [];
    const sentence = `node ${node} held ${end} MB in the end, ${start ?? 'unknown'} MB at the start`;
    return [{ invariant: 'memory', sentence }];
  });
}
