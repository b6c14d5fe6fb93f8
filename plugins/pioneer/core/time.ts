/** A moment, in milliseconds since 1970-01-01T00:00:00Z; core never asks a clock itself. */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment as an ISO string in UTC with milliseconds, as API and record write it. */
export function isoOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same of a moment that may never come. */
export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : isoOf(instant);
}
