import type { MemberRow } from 'strapi-plugin-pioneer/contract';
import type { Random } from '../random';
import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { inventName } from './names';

/** Rows of a district for each member of it who claims; a large district has more of them. */
const ROWS_PER_CLAIMANT = 20;
/** Members of each neighbourhood who only belong to it; they are never activated. */
const QUIET_MEMBERS = 2;

export interface PeoplePlan {
  readonly rows: readonly MemberRow[];
  /** Numbers of those who may claim, by code of the district. */
  readonly claimants: ReadonlyMap<string, readonly string[]>;
  /** The number of the evaluator, by code of the neighbourhood or district. */
  readonly evaluators: ReadonlyMap<string, string>;
}

/**
 * Invents the members: one evaluator for each neighbourhood and district, and in each district enough
 * claimants that two races for one opening need nobody twice.
 */
export function planPeople(options: {
  spots: readonly Spot[];
  tree: OrganisationTree;
  contenders: number;
  random: Random;
}): PeoplePlan {
  const { spots, tree, contenders, random } = options;
  const rows: MemberRow[] = [];
  function invent(organisationCode: string, role: 'member' | 'evaluator'): string {
    const number = `M${String(rows.length + 1).padStart(5, '0')}`;
    rows.push({ number, name: inventName(random), memberships: [{ organisationCode, role }] });
    return number;
  }

  const claimants = new Map<string, readonly string[]>();
  const evaluators = new Map<string, string>();
  for (const [district, spotsThere] of groupBy(spots, (spot) => tree.districtCodeOf(spot))) {
    const leaves = [...new Set(spotsThere.map((spot) => tree.codeOf(spot)))];
    evaluators.set(district, invent(district, 'evaluator'));
    for (const leaf of leaves) {
      evaluators.set(leaf, invent(leaf, 'evaluator'));
      for (let quiet = 0; quiet < QUIET_MEMBERS; quiet += 1) invent(leaf, 'member');
    }
    const size = Math.max(2 * contenders, Math.ceil(spotsThere.length / ROWS_PER_CLAIMANT));
    const numbers = Array.from({ length: size }, () => invent(random.pick(leaves), 'member'));
    claimants.set(district, numbers);
  }
  return { rows, claimants, evaluators };
}

/** Items under their keys, both in the order in which they first appear. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
