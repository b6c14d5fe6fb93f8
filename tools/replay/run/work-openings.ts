import pLimit from 'p-limit';
import type { OpeningView } from 'strapi-plugin-pioneer/contract';
import type { OrganisationPlan, SpotPlan } from '../plan/plan-work';
import { carryThrough, reportProgress, withdraw } from './carry-through';
import type { Winner } from './race';
import { enrolledClaim, takeFirst, takeNext, type Taking } from './take-opening';
import type { WitnessedMember } from './witnessed-member';

/** Openings that are worked on at the same time. */
const AT_ONCE = 8;

export interface OpeningsWork {
  readonly plans: readonly SpotPlan[];
  readonly organisations: readonly OrganisationPlan[];
  readonly openingOf: (plan: SpotPlan | OrganisationPlan) => OpeningView;
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

/** A claim whose lease is left to end, and who gets the slot then. */
interface Resting {
  readonly taking: Taking;
  readonly holder: Winner;
  readonly next: Winner | null;
}

/**
 * Works on all openings as planned. First everything that happens within one lease; then the
 * leases of those who did nothing end, and the others have their turn. One opening's failure
 * does not stop the rest.
 */
export async function workOpenings(work: OpeningsWork): Promise<Failure[]> {
  const failures: Failure[] = [];
  const resting: Resting[] = [];
  const limit = pLimit(AT_ONCE);
  const attempt = (key: string, act: () => Promise<void>) =>
    limit(() => act().catch((error: unknown) => void failures.push({ key, error })));

  await Promise.all([
    ...work.organisations.map((plan) =>
      attempt(plan.organisationCode, async () => {
        await workForOrganisation(work, plan);
        work.onDone();
      }),
    ),
    ...work.plans.map((plan) =>
      attempt(plan.spot.key, async () => {
        const rest = await workWithinLease(takingOf(work, plan));
        if (rest === null) work.onDone();
        else resting.push(rest);
      }),
    ),
  ]);
  await work.letLeasesEnd();
  await Promise.all(
    resting.map((rest) =>
      attempt(rest.taking.plan.spot.key, async () => {
        await workAfterLease(rest);
        work.onDone();
      }),
    ),
  );
  return failures;
}

function takingOf({ openingOf, memberOf }: OpeningsWork, plan: SpotPlan): Taking {
  return { plan, opening: openingOf(plan), memberOf };
}

/** Gives back who now holds the opening without doing anything, or null when it is done with. */
async function workWithinLease(taking: Taking): Promise<Resting | null> {
  const { plan } = taking;
  const { winner, next } = await takeFirst(taking);
  if (plan.loss === null) {
    await carryOn(taking, winner);
    return null;
  }
  const holder = await reportProgress(winner, plan);
  if (plan.loss === 'expired') return { taking, holder, next };
  await withdraw(holder, plan);
  if (plan.isFinished) await carryOn(taking, await takeNext(taking, next));
  return null;
}

/**
 * The lease is over. Where the work goes on, the next one meets the overdue claim and must get its
 * slot; where it does not, its former holder looks and finds it expired.
 */
async function workAfterLease({ taking, holder, next }: Resting): Promise<void> {
  if (taking.plan.isFinished) return carryOn(taking, await takeNext(taking, next));
  const claim = await holder.member.look(holder.claim.id);
  if (claim?.state === 'expired') return;
  throw new Error(`claim ${holder.claim.id} is ${claim?.state}, although its lease is over`);
}

function carryOn({ plan, memberOf }: Taking, winner: Winner): Promise<void> {
  return carryThrough(winner, plan.evaluators.map(memberOf), plan);
}

async function workForOrganisation(
  { openingOf, memberOf }: OpeningsWork,
  plan: OrganisationPlan,
): Promise<void> {
  const member = memberOf(plan.representative);
  const claim = await enrolledClaim(member, openingOf(plan));
  await carryThrough({ member, claim }, plan.evaluators.map(memberOf), plan);
}
