import { createRandom } from '../random';
import { sampleSpots } from './sample-spots';
import { closesEarly, isOddDistrict, type Spot } from './spot';

const DAY = 24 * 60 * 60 * 1000;
const MORNING = new Date('2016-03-01T08:00:00Z');

/** 1,000 rows of 10 districts, few of which are rare in any way. */
const SPOTS: readonly Spot[] = Array.from({ length: 1000 }, (_, index) => ({
  key: String(index),
  category: 'Litter',
  complaint: 'Bin full',
  detail: '',
  address: '',
  district: index === 500 ? '-1' : String(1 + (index % 10)),
  neighbourhood: 'East End',
  latitude: 22.8,
  longitude: 113.1,
  openedAt: MORNING,
  closedAt:
    index % 40 === 7 ? null : new Date(MORNING.getTime() + (index % 200 === 3 ? -DAY : DAY)),
}));

it.each([1, 2, 3, 4, 5])('holds what is rare, with seed %i', (seed) => {
  const sample = sampleSpots(SPOTS, 100, createRandom(seed));
  expect(sample).toHaveLength(100);
  expect(new Set(sample.map(({ district }) => district)).size).toBe(11);
  expect(sample.filter(isOddDistrict)).toHaveLength(1);
  expect(sample.filter(closesEarly).length).toBeGreaterThanOrEqual(3);
  expect(sample.filter(({ closedAt }) => closedAt === null).length).toBeGreaterThanOrEqual(5);
});

it('is the same for the same seed and another for another', () => {
  const keysOf = (seed: number) => sampleSpots(SPOTS, 50, createRandom(seed)).map(({ key }) => key);
  expect(keysOf(1)).toEqual(keysOf(1));
  expect(keysOf(1)).not.toEqual(keysOf(2));
});

it('takes everything when the limit is beyond the file', () => {
  expect(sampleSpots(SPOTS, 5000, createRandom(1))).toEqual(SPOTS);
});

it('refuses a limit that has no room for what is rare', () => {
  expect(() => sampleSpots(SPOTS, 8, createRandom(1))).toThrow(
    /--limit 8 is too small.* at least 1\d/,
  );
});
