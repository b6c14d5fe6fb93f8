/** What one opening of a task is about: nothing in particular, or one of many units of a kind. */
export const UNIT_KINDS = ['none', 'spot', 'organisation', 'household', 'date'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/**
 * Kinds of which a task has many that lie somewhere: each unit has an opening of its own. Dates have
 * one, too, but come by the recurrences of posts.
 */
export type ManyKind = Exclude<UnitKind, 'none' | 'date'>;

/** Which units a task is about: those at or below its organisation that fit. */
export interface UnitSelection {
  readonly kind: UnitKind;
  /** The category of spots, or the kind of organisations; null: all of them. */
  readonly category: string | null;
}

/** More than any town has of anything; beyond it somebody has chosen the wrong organisation. */
export const MAX_UNITS = 100_000;
