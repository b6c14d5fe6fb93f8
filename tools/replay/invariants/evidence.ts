import type { Knex } from 'knex';
import type { JournalEntry } from '../evidence/journal';

/**
 * What a check looks at: the database as the run left it, and what the clients noted when they
 * got their answers. Nothing that the replay remembers itself.
 */
export interface Evidence {
  readonly db: Knex;
  readonly journal: readonly JournalEntry[];
  /** The folder in which the server has kept the contents of evidence. */
  readonly files: string;
}

/** One check: a sentence for every breach that it finds. */
export type Check = (evidence: Evidence) => Promise<string[]>;
