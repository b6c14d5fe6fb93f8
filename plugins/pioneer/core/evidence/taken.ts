import { distanceBetween, type Point } from '../geography';
import { DAY, type Instant } from '../time';

/** Where and when a photo was taken, as its camera wrote it; null where it did not, or not sensibly. */
export interface Taken {
  readonly at: Instant | null;
  readonly place: Point | null;
}

export const UNKNOWN: Taken = { at: null, place: null };

/** Digital cameras with EXIF are younger; a clock that was never set begins at an epoch before it. */
const FIRST_PHOTO: Instant = Date.UTC(1995, 0, 1);

/** A camera's clock may be ahead, and its time zone may be unknown; more is a wrong date. */
const MOST_AHEAD = DAY;

/** The moment, or null for one at which the photo cannot have been taken. */
export function plausibleMoment(at: Instant, now: Instant): Instant | null {
  return at >= FIRST_PHOTO && at <= now + MOST_AHEAD ? at : null;
}

/** The place, or null for numbers that are none. A receiver without a fix says 0, 0: in the sea. */
export function plausiblePlace(latitude: number, longitude: number): Point | null {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  const isWithoutFix = latitude === 0 && longitude === 0;
  return isOnEarth && !isWithoutFix ? { latitude, longitude } : null;
}

/** How a photo of after the work lies to the one of before it. */
export interface Comparison {
  /** Between the places, in whole metres. */
  readonly metres: number | null;
  /** From the earlier to the later, in milliseconds; negative when their order is the other way. */
  readonly elapsed: number | null;
}

/** Compares a pair; null where a camera did not say. */
export function comparePair(before: Taken, after: Taken): Comparison {
  return {
    metres:
      before.place === null || after.place === null
        ? null
        : Math.round(distanceBetween(before.place, after.place)),
    elapsed: before.at === null || after.at === null ? null : after.at - before.at,
  };
}
