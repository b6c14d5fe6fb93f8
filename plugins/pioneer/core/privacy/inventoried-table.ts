/**
 * What an erasure does with a field: `blanked`, the row stays without it; `deleted`, it goes with its
 * row; `pseudonym`, it stays and leads to nobody but a code name; `kept`, it is not the member's to
 * erase, and the reason says why.
 */
export type Erasure = 'blanked' | 'deleted' | 'pseudonym' | 'kept';

/** One column that holds something about a person. */
export interface PersonalField {
  readonly purpose: string;
  /** How long it is kept when nobody asks for more. */
  readonly retention: string;
  readonly erasure: Erasure;
  /** Whether a member's copy holds it; a secret that only proves something else is withheld. */
  readonly copy: 'given' | 'withheld';
}

/** One table of the database, every column of which is told. */
export interface InventoriedTable {
  readonly holds: string;
  /** Columns that name the member whom a row is about; a copy is looked for by them. */
  readonly memberIn?: readonly string[];
  /** The column that names the account of that member instead. */
  readonly userIn?: string;
  readonly personal: Readonly<Record<string, PersonalField>>;
  /**
   * Columns of text, JSON or decimal numbers that say nothing about a person; whole numbers,
   * moments, flags and references need not be listed.
   */
  readonly impersonal: readonly string[];
}
