import type { MemberRow, MembershipRole } from 'strapi-plugin-pioneer/contract';
import type { Random } from '../random';
import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { inventName } from './names';

/** Rows of a district for each member of it who claims; a large district has more of them. */
const ROWS_PER_CLAIMANT = 20;

export interface PeoplePlan {
  readonly rows: readonly MemberRow[];
  /** Numbers of those who may claim, by code of the district. */
  readonly claimants: ReadonlyMap<string, readonly string[]>;
  /** The number of the evaluator, by code of the neighbourhood or district. */
  readonly evaluators: ReadonlyMap<string, string>;
  /** The number of the manager, by code of the district. */
  readonly managers: ReadonlyMap<string, string>;
  /** The number of who speaks for it, by code of the neighbourhood. */
  readonly representatives: ReadonlyMap<string, string>;
}

/**
 * Invents the members: an evaluator for each neighbourhood and district, a manager for each
 * district, a representative for each neighbourhood, in each district enough claimants that two
 * races for one opening need nobody twice; the others only belong to their neighbourhood and are
 * never activated.
 *
 * @param size how many members there are at least
 */
export function planPeople(options: {
  spots: readonly Spot[];
  tree: OrganisationTree;
  contenders: number;
  size: number;
  random: Random;
}): PeoplePlan {
  const { spots, tree, contenders, size, random } = options;
  const rows: MemberRow[] = [];
  function invent(organisationCode: string, role: MembershipRole): string {
    const number = `M${String(rows.length + 1).padStart(5, '0')}`;
    rows.push({ number, name: inventName(random), memberships: [{ organisationCode, role }] });
    return number;
  }

  const claimants = new Map<string, readonly string[]>();
  const evaluators = new Map<string, string>();
  const managers = new Map<string, string>();
  const representatives = new Map<string, string>();
  for (const [district, spotsThere] of groupBy(spots, (spot) => tree.districtCodeOf(spot))) {
    const leaves = [...new Set(spotsThere.map((spot) => tree.codeOf(spot)))];
    evaluators.set(district, invent(district, 'evaluator'));
    managers.set(district, invent(district, 'manager'));
    for (const leaf of leaves) {
      evaluators.set(leaf, invent(leaf, 'evaluator'));
      representatives.set(leaf, invent(leaf, 'representative'));
    }
    const count = Math.max(2 * contenders, Math.ceil(spotsThere.length / ROWS_PER_CLAIMANT));
    const numbers = Array.from({ length: count }, () => invent(random.pick(leaves), 'member'));
    claimants.set(district, numbers);
  }
  const quiet = [...representatives.keys()];
  for (let place = 0; rows.length < size; place += 1) {
    invent(quiet[place % quiet.length] ?? '', 'member');
  }
  return { rows, claimants, evaluators, managers, representatives };
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
