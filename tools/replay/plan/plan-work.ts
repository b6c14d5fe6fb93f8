import { createRandom, type Random } from '../random';
import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import type { PeoplePlan } from './plan-people';

/** How the first claim of an opening is lost before the work is done. */
export type Loss = 'withdrawn' | 'expired';

/** What is going to happen to one row of the file, before anything has happened. */
export interface SpotPlan {
  readonly spot: Spot;
  readonly organisationCode: string;
  /** Members who race for it; the second race follows when the first claim is lost. */
  readonly races: readonly [first: readonly string[], second: readonly string[]];
  /** Of the neighbourhood and of the district: who decides each step. */
  readonly evaluators: readonly string[];
  /** Null: whoever wins the first race carries it through. */
  readonly loss: Loss | null;
  /** Whether somebody is to finish the work; rows that are open in the file stay open. */
  readonly isFinished: boolean;
  /** Whether the evaluator returns the first submission. */
  readonly isReturned: boolean;
  /** Whether one finger is nervous: everything is sent twice at the same moment. */
  readonly isSentTwice: boolean;
  /** Chance for texts, scores and client ids of this row alone. */
  readonly random: Random;
}

// Shares of the finished rows. The issue asks for 2 % of all claims each; the rows that stay open
// add their claims to the lost ones.
const LOST_SHARE = 0.1;
const RETURNED_SHARE = 0.12;
const SENT_TWICE_SHARE = 0.15;

/** Decides by the seed what happens to every row; who wins a race nobody knows. */
export function planWork(options: {
  spots: readonly Spot[];
  tree: OrganisationTree;
  people: PeoplePlan;
  contenders: number;
  seed: number;
  random: Random;
}): SpotPlan[] {
  const { spots, tree, people, contenders, seed, random } = options;
  const finished = spots.filter(({ closedAt }) => closedAt !== null);
  const share = (part: number): readonly Spot[] =>
    random.shuffled(finished).slice(0, Math.max(2, Math.ceil(finished.length * part)));

  const open = spots.filter(({ closedAt }) => closedAt === null);
  const losses = new Map<Spot, Loss>();
  for (const spot of random.shuffled([...share(LOST_SHARE), ...open])) {
    losses.set(spot, losses.size % 2 === 0 ? 'withdrawn' : 'expired');
  }
  const returned = new Set(share(RETURNED_SHARE));
  const sentTwice = new Set(share(SENT_TWICE_SHARE));

  return spots.map((spot, index) => {
    const organisationCode = tree.codeOf(spot);
    const claimants = people.claimants.get(tree.districtCodeOf(spot)) ?? [];
    const racers = random.shuffled(claimants);
    return {
      spot,
      organisationCode,
      races: [racers.slice(0, contenders), racers.slice(contenders, 2 * contenders)],
      evaluators: [organisationCode, tree.districtCodeOf(spot)].map(
        (code) => people.evaluators.get(code) ?? '',
      ),
      loss: losses.get(spot) ?? null,
      isFinished: spot.closedAt !== null,
      isReturned: returned.has(spot),
      isSentTwice: sentTwice.has(spot),
      random: createRandom(seed, index + 1),
    };
  });
}

/** Numbers of the members who have something to do. */
export function actingMembers(plans: readonly SpotPlan[]): string[] {
  const numbers = new Set<string>();
  for (const { races, evaluators, loss, isFinished } of plans) {
    const [first, second] = races;
    for (const number of first) numbers.add(number);
    if (isFinished && loss !== null) for (const number of second) numbers.add(number);
    if (isFinished) for (const number of evaluators) numbers.add(number);
  }
  return [...numbers].sort();
}
