import type { ClaimMode } from 'strapi-plugin-pioneer/contract';
import type { Spot } from '../spots/spot';
import { groupBy } from './plan-people';

/** The most frequent category first; all that follow are open to everybody as well. */
const MODES: readonly ClaimMode[] = ['open', 'apply', 'assign', 'everyone'];

/** How the spots of each category are claimed: every claim mode is used by some category. */
export function planModes(spots: readonly Spot[]): ReadonlyMap<string, ClaimMode> {
  const categories = [...groupBy(spots, ({ category }) => category)].sort(
    ([one, ones], [other, others]) => others.length - ones.length || one.localeCompare(other),
  );
  return new Map(categories.map(([category], place) => [category, MODES[place] ?? 'open']));
}
