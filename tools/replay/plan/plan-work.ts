import type { ClaimMode } from 'strapi-plugin-pioneer/contract';
import { createRandom, type Random } from '../random';
import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import type { PeoplePlan } from './plan-people';

/** How the first claim of an opening is lost before the work is done. */
export type Loss = 'withdrawn' | 'expired';

/** Who decides about an opening and speaks for it, whatever it is about. */
export interface Officials {
  /** Of the neighbourhood and of the district: who decides each step. */
  readonly evaluators: readonly string[];
  /** Of the district. */
  readonly manager: string;
  /** Of the neighbourhood. */
  readonly representative: string;
}

/** What is going to happen to one row of the file, before anything has happened. */
export interface SpotPlan extends Officials {
  readonly spot: Spot;
  readonly organisationCode: string;
  readonly districtCode: string;
  readonly mode: ClaimMode;
  /** Members who race for it; the second race follows when the first claim is lost. */
  readonly races: readonly [first: readonly string[], second: readonly string[]];
  /** Null: whoever holds it first carries it through. */
  readonly loss: Loss | null;
  /** Whether the next one waits in the list while the first works, and is offered the slot. */
  readonly isAwaited: boolean;
  /** Whether who is assigned first says no. */
  readonly isDeclined: boolean;
  /** Whether somebody is to finish the work; rows that are open in the file stay open. */
  readonly isFinished: boolean;
  /** Whether the evaluator returns the first submission. */
  readonly isReturned: boolean;
  /** Whether one finger is nervous: everything is sent twice at the same moment. */
  readonly isSentTwice: boolean;
  /** Chance for texts, scores and client ids of this row alone. */
  readonly random: Random;
}

/** The neighbourhood's own work, beside its spots. */
export interface OrganisationPlan extends Officials {
  readonly organisationCode: string;
  readonly isReturned: boolean;
  readonly isSentTwice: boolean;
  readonly random: Random;
}

// Shares of the finished rows. Of all claims 2 % each are asked for; the rows that stay open add
// their claims to the lost ones.
const LOST_SHARE = 0.16;
const RETURNED_SHARE = 0.12;
const SENT_TWICE_SHARE = 0.15;
const DECLINED_SHARE = 0.1;

interface Given {
  readonly spots: readonly Spot[];
  readonly tree: OrganisationTree;
  readonly people: PeoplePlan;
  readonly modes: ReadonlyMap<string, ClaimMode>;
  readonly contenders: number;
  readonly seed: number;
  readonly random: Random;
}

/** Decides by the seed what happens to every row; who wins a race nobody knows. */
export function planWork(given: Given): SpotPlan[] {
  const { spots, tree, people, modes, contenders, seed, random } = given;
  const modeOf = ({ category }: Spot): ClaimMode => modes.get(category) ?? 'open';
  const finished = spots.filter(({ closedAt }) => closedAt !== null);
  // Nobody takes an organisation's place in what everyone is enrolled in.
  const losable = finished.filter((spot) => modeOf(spot) !== 'everyone');
  const share = (part: number, of: readonly Spot[] = finished): readonly Spot[] =>
    random.shuffled(of).slice(0, Math.max(2, Math.ceil(of.length * part)));

  const losses = new Map<Spot, Loss>();
  const open = spots.filter(({ closedAt }) => closedAt === null);
  for (const spot of random.shuffled([...share(LOST_SHARE, losable), ...open])) {
    const isKept = modeOf(spot) === 'everyone';
    losses.set(spot, isKept || losses.size % 2 === 1 ? 'expired' : 'withdrawn');
  }
  const returned = new Set(share(RETURNED_SHARE));
  const sentTwice = new Set(share(SENT_TWICE_SHARE));
  const declined = new Set(share(DECLINED_SHARE));
  const awaited = new Set(random.shuffled([...losses.keys()]).filter((_, place) => place % 6 > 0));

  return spots.map((spot, index) => {
    const organisationCode = tree.codeOf(spot);
    const districtCode = tree.districtCodeOf(spot);
    const racers = random.shuffled(people.claimants.get(districtCode) ?? []);
    return {
      spot,
      organisationCode,
      districtCode,
      mode: modeOf(spot),
      races: [racers.slice(0, contenders), racers.slice(contenders, 2 * contenders)],
      ...officialsOf(people, organisationCode, districtCode),
      loss: losses.get(spot) ?? null,
      isAwaited: awaited.has(spot),
      isDeclined: declined.has(spot),
      isFinished: spot.closedAt !== null,
      isReturned: returned.has(spot),
      isSentTwice: sentTwice.has(spot),
      random: createRandom(seed, index + 1),
    };
  });
}

/** What each neighbourhood does for itself; all of it is finished. */
export function planOrganisations({ spots, tree, people, seed }: Given): OrganisationPlan[] {
  const districts = new Map(spots.map((spot) => [tree.codeOf(spot), tree.districtCodeOf(spot)]));
  return [...districts].map(([organisationCode, districtCode], place) => ({
    organisationCode,
    ...officialsOf(people, organisationCode, districtCode),
    isReturned: place % 10 === 0,
    isSentTwice: place % 15 === 0,
    random: createRandom(seed, -3 - place),
  }));
}

function officialsOf(
  people: PeoplePlan,
  organisationCode: string,
  districtCode: string,
): Officials {
  const evaluators = [organisationCode, districtCode].map(
    (code) => people.evaluators.get(code) ?? '',
  );
  return {
    evaluators,
    manager: people.managers.get(districtCode) ?? '',
    representative: people.representatives.get(organisationCode) ?? '',
  };
}

/** How many apply where one applies: the one who is approved and the one who might be. */
export const APPLICANTS = 2;

/** Members who take part in the first claim of a row and, when it is lost, in the second. */
export function claimantsOf({ mode, races, representative }: SpotPlan): string[] {
  const [first, second] = races;
  switch (mode) {
    case 'everyone':
      return [representative];
    case 'apply':
      return first.slice(0, APPLICANTS);
    case 'assign':
      return [...first.slice(0, 2), ...second.slice(0, 1)];
    case 'open':
      return [...first, ...second];
  }
}

/** Numbers of the members who have something to do. */
export function actingMembers(
  plans: readonly SpotPlan[],
  organisations: readonly OrganisationPlan[],
): string[] {
  const numbers = new Set<string>();
  for (const plan of plans) {
    for (const number of [...claimantsOf(plan), ...plan.evaluators]) numbers.add(number);
    if (plan.mode === 'apply' || plan.mode === 'assign') numbers.add(plan.manager);
  }
  for (const { representative, evaluators } of organisations) {
    for (const number of [representative, ...evaluators]) numbers.add(number);
  }
  return [...numbers].sort();
}
