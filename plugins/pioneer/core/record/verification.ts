import type { Json } from './canonical';

/**
 * Something that is not as the record says, where exactly, and what was found instead. Tables and
 * columns are named as the database names them.
 */
export interface Finding {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly recorded: Json | undefined;
  readonly found: Json | undefined;
}

/** The record alone, looked through. */
export interface RecordVerification {
  readonly rows: number;
  readonly events: number;
  readonly findings: readonly Finding[];
}

/** The whole proof: the record, and what is derived from it. */
export interface Verification extends RecordVerification {
  /** There are more findings than are told. */
  readonly hasMore: boolean;
}

/** Where the chain of the record ended on a day, as somebody elsewhere has kept it. */
export interface KeptHead {
  /** A day of the town, 2026-10-01. */
  readonly date: string;
  readonly seq: number;
  readonly hash: string;
}

/** Where else to look. */
export interface VerifyOptions {
  /** Lines of a file of heads that was kept elsewhere. */
  readonly heads?: readonly KeptHead[];
  /** Whether to read every content of evidence, and not its size alone. */
  readonly contents?: boolean;
}
