import type { Readable } from 'node:stream';
import type { Instant } from '../../../core/time';

/** Part of a content: its first and its last byte, both included, from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A content that lies in the store, whether any row names it or not. */
export interface StoredFile {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly writtenAt: Instant;
}

/**
 * Where the contents of evidence lie, each under a key of its own that no other content ever had:
 * what is removed was nobody else's. What lies there never changes.
 */
export interface EvidenceStore {
  /** Keeps a content for good before it returns. */
  keep(key: string, content: Buffer): Promise<void>;
  /** A content or part of it, from its beginning; null when there is none under this key. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Forgets a content; one that is not there is forgotten already. */
  remove(key: string): Promise<void>;
  /** Everything that lies there, in the order of the keys, character by character. */
  list(): AsyncIterable<StoredFile>;
}
