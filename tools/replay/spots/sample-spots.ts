import { UnusableRequest } from '../options';
import type { Random } from '../random';
import { closesEarly, isOddDistrict, type Spot } from './spot';

/** A sample keeps what is rare in the file, so that a short run meets it too. */
const LEAST_OPEN_SHARE = 0.05;
const LEAST_CLOSING_EARLY = 3;

/**
 * Takes `size` rows by chance, in the order of the file. It always holds rows of every district,
 * those of districts that are none, rows that close before they open and open ones, as far as
 * the file has them. Throws `UnusableRequest` when `size` is too small for that.
 */
export function sampleSpots(spots: readonly Spot[], size: number, random: Random): Spot[] {
  if (size >= spots.length) return [...spots];
  const shuffled = random.shuffled(spots);
  const taken = new Set<Spot>();
  const ensure = (least: number, matches: (spot: Spot) => boolean): void => {
    const matching = shuffled.filter(matches);
    const have = matching.filter((spot) => taken.has(spot)).length;
    const missing = matching.filter((spot) => !taken.has(spot)).slice(0, Math.max(0, least - have));
    for (const spot of missing) taken.add(spot);
  };

  for (const district of new Set(spots.map((spot) => spot.district))) {
    ensure(1, (spot) => spot.district === district);
  }
  ensure(1, isOddDistrict);
  ensure(LEAST_CLOSING_EARLY, closesEarly);
  ensure(Math.ceil(size * LEAST_OPEN_SHARE), ({ closedAt }) => closedAt === null);
  if (taken.size > size) {
    throw new UnusableRequest(
      `--limit ${size} is too small: rows of every district, ${LEAST_CLOSING_EARLY} that close ` +
        `before they open and some that are open need at least ${taken.size}.`,
    );
  }
  for (const spot of shuffled) {
    if (taken.size < size) taken.add(spot);
  }
  return spots.filter((spot) => taken.has(spot));
}
