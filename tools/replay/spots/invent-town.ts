import { createRandom } from '../random';
import { organisationTreeOf, type OrganisationTree, type TreeWords } from './organisation-codes';
import type { Spot } from './spot';

/** The town of the mission: one town, and below it what was to be accepted and put right. */
const COMMUNITIES = 27;
const COOPERATIVES = 245;
const SPOTS = 3292;
const MEMBERS = 5000;

const WORDS: TreeWords = {
  root: { name: '示范镇', kind: 'town' },
  district: { kind: 'community', nameOf: (number) => `第${number}社区` },
  leaf: { kind: 'cooperative' },
};

/** By how often they are met: of ten spots four are rubbish. */
const CATEGORIES = ['垃圾堆放', '垃圾堆放', '垃圾堆放', '垃圾堆放', '积水', '积水', '积水'];
const RARE_CATEGORIES = ['乱搭乱建', '乱搭乱建', '沟渠淤塞'];

/** Somewhere in the delta; the spots lie within a few kilometres of it. */
const CENTRE = { latitude: 22.83, longitude: 113.0 };
const FIRST_DAY = Date.UTC(2026, 2, 1);
const DAY = 24 * 60 * 60 * 1000;

export interface InventedTown {
  readonly spots: readonly Spot[];
  readonly tree: OrganisationTree;
  readonly members: number;
}

/**
 * Invents the town, the same for the same seed. Every cooperative has at least one spot, and all
 * spots are to be put right.
 *
 * @param scale 1 is the town's true size; what it is multiplied with is rounded up
 */
export function inventTown(scale: number, seed: number): InventedTown {
  const random = createRandom(seed, -4);
  const scaled = (count: number) => Math.ceil(count * scale);
  const [communities, cooperatives] = [scaled(COMMUNITIES), scaled(COOPERATIVES)];
  const categories = [...CATEGORIES, ...RARE_CATEGORIES];
  const spots = Array.from({ length: Math.max(scaled(SPOTS), cooperatives) }, (_, place): Spot => {
    const cooperative = place < cooperatives ? place : random.integer(0, cooperatives - 1);
    const openedAt = new Date(FIRST_DAY + random.integer(0, 90) * DAY);
    const near = (degrees: number) => degrees + random.integer(-500, 500) / 10_000;
    return {
      key: `ZZ-${String(place + 1).padStart(4, '0')}`,
      category: random.pick(categories),
      complaint: '整治点',
      detail: '',
      address: `第${cooperative + 1}经济社 ${random.integer(1, 80)} 号前`,
      district: String((cooperative % communities) + 1),
      neighbourhood: `第${cooperative + 1}经济社`,
      latitude: near(CENTRE.latitude),
      longitude: near(CENTRE.longitude),
      openedAt,
      closedAt: new Date(openedAt.getTime() + 30 * DAY),
    };
  });
  return { spots, tree: organisationTreeOf(spots, WORDS), members: scaled(MEMBERS) };
}
