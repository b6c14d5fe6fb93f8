import pLimit from 'p-limit';
import type { OpeningView } from 'strapi-plugin-pioneer/contract';
import type { SpotPlan } from '../plan/plan-work';
import { carryThrough, reportProgress, withdraw } from './carry-through';
import { race, type Winner } from './race';
import type { WitnessedMember } from './witnessed-member';

/** Openings that are worked on at the same time. */
const AT_ONCE = 8;

export interface OpeningsWork {
  readonly plans: readonly SpotPlan[];
  readonly openingOf: (plan: SpotPlan) => OpeningView;
  readonly memberOf: (number: string) => WitnessedMember;
  /** Lets so much time pass that every lease that still runs is over. */
  readonly letLeasesEnd: () => Promise<void>;
  /** Called whenever an opening is done with. */
  readonly onDone: () => void;
}

/** An opening that could not be worked on to its planned end. */
export interface Failure {
  readonly key: string;
  readonly error: unknown;
}

/**
 * Works on all openings as planned. First everything that happens within one lease; then the
 * leases of those who did nothing end, and the others have their turn. One opening's failure
 * does not stop the rest.
 */
export async function workOpenings(work: OpeningsWork): Promise<Failure[]> {
  const failures: Failure[] = [];
  const holders = new Map<SpotPlan, Winner>();
  const limit = pLimit(AT_ONCE);
  const forEach = (
    plans: readonly SpotPlan[],
    act: (plan: SpotPlan) => Promise<void>,
  ): Promise<unknown> =>
    Promise.all(
      plans.map((plan) =>
        limit(() =>
          act(plan).catch((error: unknown) => {
            failures.push({ key: plan.spot.key, error });
          }),
        ),
      ),
    );

  await forEach(work.plans, async (plan) => {
    const holder = await workWithinLease(work, plan);
    if (holder === null) work.onDone();
    else holders.set(plan, holder);
  });
  await work.letLeasesEnd();
  await forEach([...holders.keys()], async (plan) => {
    await workAfterLease(work, plan, holders.get(plan));
    work.onDone();
  });
  return failures;
}

/** Gives back who now holds the opening without doing anything, or null when it is done with. */
async function workWithinLease(work: OpeningsWork, plan: SpotPlan): Promise<Winner | null> {
  const [first] = plan.races;
  const winner = await mustWin(work, plan, first);
  if (plan.loss === null) {
    await carryThrough(winner, plan.evaluators.map(work.memberOf), plan);
    return null;
  }
  const holder = await reportProgress(winner, plan);
  if (plan.loss === 'expired') return holder;
  await withdraw(holder, plan);
  if (plan.isFinished) await secondRace(work, plan);
  return null;
}

/**
 * The lease is over. Where the work goes on, the next race itself meets the overdue claim and
 * must get its slot; where it does not, its former holder looks and finds it expired.
 */
async function workAfterLease(
  work: OpeningsWork,
  plan: SpotPlan,
  holder: Winner | undefined,
): Promise<void> {
  if (plan.isFinished) return secondRace(work, plan);
  const claim = await holder?.member.look(holder.claim.id);
  if (claim?.state === 'expired') return;
  throw new Error(`claim ${holder?.claim.id} is ${claim?.state}, although its lease is over`);
}

async function secondRace(work: OpeningsWork, plan: SpotPlan): Promise<void> {
  const [, second] = plan.races;
  const winner = await mustWin(work, plan, second);
  await carryThrough(winner, plan.evaluators.map(work.memberOf), plan);
}

async function mustWin(
  { openingOf, memberOf }: OpeningsWork,
  plan: SpotPlan,
  numbers: readonly string[],
): Promise<Winner> {
  const opening = openingOf(plan);
  const winner = await race(opening, numbers.map(memberOf), plan.isSentTwice);
  if (winner === null) throw new Error(`opening ${opening.id}: nobody won the race for its slot`);
  return winner;
}
