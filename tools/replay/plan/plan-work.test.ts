import { createRandom } from '../random';
import { organisationTreeOf } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { planPeople } from './plan-people';
import { actingMembers, planWork, type SpotPlan } from './plan-work';

const SPOTS: readonly Spot[] = Array.from({ length: 200 }, (_, index) => ({
  key: String(index),
  category: 'Litter',
  complaint: 'Bin full',
  detail: '',
  address: '',
  district: String(1 + (index % 4)),
  neighbourhood: `Quarter ${index % 9}`,
  latitude: 22.8,
  longitude: 113.1,
  openedAt: new Date(0),
  closedAt: index % 20 === 0 ? null : new Date(1),
}));
const CONTENDERS = 4;

function plan(seed: number): { plans: SpotPlan[]; numbers: string[] } {
  const tree = organisationTreeOf(SPOTS);
  const given = { spots: SPOTS, tree, contenders: CONTENDERS };
  const people = planPeople({ ...given, random: createRandom(seed, -1) });
  const plans = planWork({ ...given, people, seed, random: createRandom(seed, -2) });
  return { plans, numbers: people.rows.map(({ number }) => number) };
}

it('is the same for the same seed', () => {
  const withoutChance = ({ random: _, ...rest }: SpotPlan) => rest;
  expect(plan(3).plans.map(withoutChance)).toEqual(plan(3).plans.map(withoutChance));
  expect(plan(3).plans.map(withoutChance)).not.toEqual(plan(4).plans.map(withoutChance));
});

it('never lets anybody race twice for one opening, nor evaluate a race of theirs', () => {
  for (const { races, evaluators } of plan(1).plans) {
    const racers = races.flat();
    expect(racers).toHaveLength(2 * CONTENDERS);
    expect(new Set([...racers, ...evaluators]).size).toBe(2 * CONTENDERS + 2);
  }
});

it('keeps open rows open and loses every claim on them', () => {
  for (const { spot, isFinished, loss } of plan(1).plans) {
    expect(isFinished).toBe(spot.closedAt !== null);
    if (!isFinished) expect(loss).not.toBeNull();
  }
});

it('has enough of everything that is rare', () => {
  const { plans } = plan(1);
  const atLeast = Math.ceil(plans.length * 0.03);
  for (const loss of ['withdrawn', 'expired']) {
    expect(plans.filter((one) => one.loss === loss).length).toBeGreaterThan(atLeast);
  }
  expect(plans.filter(({ isReturned }) => isReturned).length).toBeGreaterThan(atLeast);
});

it('activates only those who act', () => {
  const { plans, numbers } = plan(1);
  const acting = actingMembers(plans);
  expect(numbers).toEqual(expect.arrayContaining(acting));
  expect(acting.length).toBeLessThan(numbers.length);
});
