import { comparePair, plausibleMoment, plausiblePlace } from './taken';

const NOW = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;

test.each([
  ['now', NOW, NOW],
  ['years ago', Date.UTC(2019, 4, 1), Date.UTC(2019, 4, 1)],
  ['by a clock that is hours ahead', NOW + 23 * HOUR, NOW + 23 * HOUR],
  ['by a clock that is days ahead', NOW + 25 * HOUR, null],
  ['by a clock that was never set', Date.UTC(1980, 0, 1), null],
  ['at no moment', Number.NaN, null],
])('a photo taken %s', (_what, at, expected) => {
  expect(plausibleMoment(at, NOW)).toBe(expected);
});

test.each([
  [23.02, 112.9, true],
  [-90, 180, true],
  [0, 112.9, true],
  [0, 0, false],
  [90.1, 0, false],
  [10, -180.5, false],
  [Number.NaN, 10, false],
])('%d, %d is a place: %s', (latitude, longitude, isOne) => {
  expect(plausiblePlace(latitude, longitude)).toEqual(isOne ? { latitude, longitude } : null);
});

describe('a pair', () => {
  const before = { at: NOW, place: { latitude: 23.02, longitude: 112.9 } };

  test('is so many metres and so long apart', () => {
    // A thousandth of a degree of latitude is 111.2 m on a sphere of 6 371 km.
    const after = { at: NOW + 2 * HOUR, place: { latitude: 23.021, longitude: 112.9 } };

    expect(comparePair(before, after)).toEqual({ metres: 111, elapsed: 2 * HOUR });
    expect(comparePair(after, before)).toEqual({ metres: 111, elapsed: -2 * HOUR });
  });

  test('is compared in what both cameras wrote', () => {
    const nowhere = { at: NOW + 1, place: null };
    const never = { at: null, place: before.place };

    expect(comparePair(before, nowhere)).toEqual({ metres: null, elapsed: 1 });
    expect(comparePair(never, before)).toEqual({ metres: 0, elapsed: null });
  });
});
