import type { Transaction } from '../shared/database';

/** A file to restore from, read from end to end and found to be what it should be. */
export interface Source {
  /** Keys of evidence that its rows name. */
  readonly namedEvidence: readonly string[];
  /** Keys of those that come with it. */
  readonly heldEvidence: readonly string[];
  /** Names of the files of the Media Library that come with it. */
  readonly uploads: readonly string[];
  /** It knows no administrators, so those who are there stay. */
  readonly keepsAdministrators: boolean;
  /** Throws BackupRefusal when its tables are not those of this application. */
  refuseUnfit(): void;
  /** Makes the rows those of the file, puts evidence into the store and lays uploads ready. */
  fill(transaction: Transaction, how: FillOptions): Promise<void>;
}

export interface FillOptions {
  readonly isReplacing: boolean;
  /** Keys of the evidence that is not in the store yet. */
  readonly added: ReadonlySet<string>;
}
