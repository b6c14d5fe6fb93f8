import type { ClaimView, OpeningView } from 'strapi-plugin-pioneer/contract';
import { APPLICANTS, type SpotPlan } from '../plan/plan-work';
import { demand, give } from './give';
import { race, type Winner } from './race';
import type { WitnessedMember } from './witnessed-member';

/** An opening that somebody is to take, and the people around it. */
export interface Taking {
  readonly plan: SpotPlan;
  readonly opening: OpeningView;
  readonly memberOf: (number: string) => WitnessedMember;
}

/** What the first holder's claim leaves behind for whoever comes next. */
export interface Taken {
  readonly winner: Winner;
  /** Waits or has applied, and gets the slot when the first claim is lost. */
  readonly next: Winner | null;
}

/** Somebody comes to hold the opening for the first time, by the way that its mode says. */
export function takeFirst(taking: Taking): Promise<Taken> {
  switch (taking.plan.mode) {
    case 'open':
      return raceAndWait(taking);
    case 'apply':
      return apply(taking);
    case 'assign':
      return assignFirst(taking);
    case 'everyone':
      return findEnrolled(taking);
  }
}

/** Somebody else comes to hold it after the first claim was lost. */
export async function takeNext(taking: Taking, next: Winner | null): Promise<Winner> {
  const { plan, opening, memberOf } = taking;
  if (plan.mode === 'assign') {
    return assign(taking, plan.races[1][0]);
  }
  if (next === null) return mustWin(taking, plan.races[1]);
  if (plan.mode === 'apply') return approve(memberOf(plan.manager), next);
  // The waiting list has moved by itself: the slot is offered.
  const offered = demand(await next.member.look(next.claim.id), 'look', next.claim);
  if (offered.state !== 'offered') {
    throw new Error(`opening ${opening.id}: who waits was not offered the slot`);
  }
  const claim = await give({ ...next, claim: offered }, 'acceptOffer', {});
  return { member: next.member, claim };
}

async function raceAndWait(taking: Taking): Promise<Taken> {
  const { plan, opening, memberOf } = taking;
  const winner = await mustWin(taking, plan.races[0]);
  const isAwaited = plan.loss !== null && plan.isFinished && plan.isAwaited;
  const [number] = plan.races[1];
  if (!isAwaited || number === undefined) return { winner, next: null };
  const member = memberOf(number);
  const claim = await member.claim(opening, { wait: true });
  if (claim?.state !== 'waiting') throw new Error(`opening ${opening.id}: nobody may wait`);
  return { winner, next: { member, claim } };
}

async function mustWin(taking: Taking, numbers: readonly string[]): Promise<Winner> {
  const { plan, opening, memberOf } = taking;
  const winner = await race(opening, numbers.map(memberOf), plan.isSentTwice);
  if (winner === null) throw new Error(`opening ${opening.id}: nobody won the race for its slot`);
  return winner;
}

/** Two apply at once; the manager approves one and, unless that claim is to be lost, refuses the other. */
async function apply({ plan, opening, memberOf }: Taking): Promise<Taken> {
  const applicants = plan.races[0].slice(0, APPLICANTS).map(memberOf);
  const claims = await Promise.all(
    applicants.map(async (member) => {
      const claim = await member.claim(opening);
      if (claim?.state !== 'applied') throw new Error(`opening ${opening.id}: no application`);
      return { member, claim };
    }),
  );
  const [first, other] = claims;
  if (first === undefined || other === undefined) throw new Error('nobody applied');
  const manager = memberOf(plan.manager);
  const winner = await approve(manager, first);
  if (plan.loss !== null && plan.isFinished) return { winner, next: other };
  await give({ member: manager, claim: other.claim }, 'refuse', { reason: '名额已满。' });
  return { winner, next: null };
}

async function approve(manager: WitnessedMember, { member, claim }: Winner): Promise<Winner> {
  return { member, claim: await give({ member: manager, claim }, 'approve', {}) };
}

async function assignFirst(taking: Taking): Promise<Taken> {
  const { plan } = taking;
  const [first, other] = plan.races[0];
  if (!plan.isDeclined) return { winner: await assign(taking, first), next: null };
  const { member, claim } = await offer(taking, first);
  await give({ member, claim }, 'decline', { reason: '近期外出。' });
  return { winner: await assign(taking, other), next: null };
}

async function assign(taking: Taking, number: string | undefined): Promise<Winner> {
  const offered = await offer(taking, number);
  return { ...offered, claim: await give(offered, 'acceptOffer', {}) };
}

async function offer(
  { plan, opening, memberOf }: Taking,
  number: string | undefined,
): Promise<Winner> {
  const member = memberOf(number ?? '');
  const claimId = await memberOf(plan.manager).assign(opening, member);
  const claim = claimId === null ? null : await member.look(claimId);
  if (claim === null) throw new Error(`opening ${opening.id}: nobody could be assigned`);
  return { member, claim };
}

async function findEnrolled({ plan, opening, memberOf }: Taking): Promise<Taken> {
  const member = memberOf(plan.representative);
  return { winner: { member, claim: await enrolledClaim(member, opening) }, next: null };
}

/** The claim that the system made for the organisation that the member speaks for. */
export async function enrolledClaim(
  member: WitnessedMember,
  opening: OpeningView,
): Promise<ClaimView> {
  const claimId = await member.findOwn(opening);
  const claim = claimId === null ? null : await member.look(claimId);
  if (claim === null) throw new Error(`opening ${opening.id}: nobody was enrolled`);
  return claim;
}
