import { createRandom } from '../random';
import { organisationTreeOf } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { planModes } from './plan-modes';
import { planPeople } from './plan-people';
import {
  actingMembers,
  claimantsOf,
  planOrganisations,
  planWork,
  type SpotPlan,
} from './plan-work';

/** As many as there are claim modes, the first the most frequent. */
const CATEGORIES = ['Litter', 'Litter', 'Drains', 'Litter', 'Drains', 'Kerbs', 'Lamps'];
const SPOTS: readonly Spot[] = Array.from({ length: 200 }, (_, index) => ({
  key: String(index),
  category: CATEGORIES[index % CATEGORIES.length] ?? '',
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

const SIZE = 400;

function plan(seed: number) {
  const tree = organisationTreeOf(SPOTS);
  const given = { spots: SPOTS, tree, contenders: CONTENDERS };
  const people = planPeople({ ...given, size: SIZE, random: createRandom(seed, -1) });
  const modes = planModes(SPOTS);
  const whole = { ...given, people, modes, seed, random: createRandom(seed, -2) };
  return {
    plans: planWork(whole),
    organisations: planOrganisations(whole),
    numbers: people.rows.map(({ number }) => number),
  };
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

it('uses every claim mode, and loses nothing that everyone is enrolled in but what stays open', () => {
  const { plans } = plan(1);
  expect(new Set(plans.map(({ mode }) => mode))).toEqual(
    new Set(['open', 'apply', 'assign', 'everyone']),
  );
  for (const { loss, isFinished } of plans.filter(({ mode }) => mode === 'everyone')) {
    expect(loss).toBe(isFinished ? null : 'expired');
  }
});

it('lets nobody evaluate what they may claim themselves', () => {
  for (const one of plan(1).plans) {
    const claimants = claimantsOf(one);
    expect(claimants.filter((number) => one.evaluators.includes(number))).toEqual([]);
  }
});

it('has a task for every neighbourhood, with somebody to speak for it', () => {
  const { organisations, plans } = plan(1);
  const codes = new Set(plans.map(({ organisationCode }) => organisationCode));
  expect(organisations.map(({ organisationCode }) => organisationCode)).toEqual([...codes]);
  for (const { representative } of organisations) expect(representative).not.toBe('');
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
  const { plans, organisations, numbers } = plan(1);
  const acting = actingMembers(plans, organisations);
  expect(numbers).toEqual(expect.arrayContaining(acting));
  expect(acting.length).toBeLessThan(numbers.length);
  expect(numbers).toHaveLength(SIZE);
});
