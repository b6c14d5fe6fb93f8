import fc from 'fast-check';
import {
  boxAround,
  distanceBetween,
  EARTH_RADIUS,
  haversineBetween,
  haversineOf,
  type Box,
  type Point,
} from './geography';

const at = (latitude: number, longitude: number): Point => ({ latitude, longitude });

/** π / 180 × 6 371 008.8 m: a degree of a great circle. */
const DEGREE = 111_195.0802;

describe('the distance between two points', () => {
  // By hand: arcs of a great circle, and right-angled spherical triangles.
  it.each([
    ['nothing', at(22.8, 113), at(22.8, 113), 0],
    ['a degree of the equator', at(0, 10), at(0, 11), DEGREE],
    ['a degree of a meridian', at(22, 113), at(23, 113), DEGREE],
    ['a thousandth of a degree', at(22.8, 113), at(22.801, 113), DEGREE / 1000],
    ['a degree across the date line', at(0, 179.5), at(0, -179.5), DEGREE],
    ['the same meridian by two names', at(10, 180), at(10, -180), 0],
    ['a degree across the pole', at(89.5, 30), at(89.5, -150), DEGREE],
    ['from pole to pole', at(90, 0), at(-90, 0), 180 * DEGREE],
    ['to the other end of the earth', at(0, 0), at(0, 180), 180 * DEGREE],
    ['to the other end of the earth, aslant', at(37, 12), at(-37, -168), 180 * DEGREE],
    ['a quarter of the earth', at(0, 0), at(45, 90), 90 * DEGREE],
    // cos c = cos 60° × cos 60°, so c = 75.52248781°.
    ['two sides of 60°', at(0, 0), at(60, 60), 75.522_487_81 * DEGREE],
    // On the parallel of 60° half a degree of longitude is half as far: sin c/2 = sin 0.5° / 2.
    ['a degree along the parallel of 60°', at(60, 0), at(60, 1), 0.499_995_24 * DEGREE],
  ])('%s', (_, from, to, metres) => {
    expect(distanceBetween(from, to)).toBeCloseTo(metres, 0);
    expect(distanceBetween(to, from)).toBeCloseTo(metres, 0);
  });

  it('is as far as its haversine says', () => {
    const [from, to] = [at(22.8, 113), at(22.83, 113.05)];

    expect(haversineOf(distanceBetween(from, to))).toBeCloseTo(haversineBetween(from, to), 15);
  });
});

function holds({ south, north, longitudes }: Box, { latitude, longitude }: Point): boolean {
  return (
    south <= latitude &&
    latitude <= north &&
    longitudes.some(([west, east]) => west <= longitude && longitude <= east)
  );
}

describe('the box around a point', () => {
  const rounded = ({ south, north, longitudes }: Box) => [
    [south, north],
    ...longitudes.map((range) => [...range]),
  ];

  it.each([
    [
      'at the equator',
      at(0, 10),
      [
        [-1, 1],
        [9, 11],
      ],
    ],
    // sin 1° / cos 60° = sin 2.000305°.
    [
      'far north',
      at(60, 10),
      [
        [59, 61],
        [7.999_695, 12.000_305],
      ],
    ],
    [
      'across the date line, from the west',
      at(0, 179.5),
      [
        [-1, 1],
        [178.5, 180],
        [-180, -179.5],
      ],
    ],
    [
      'across the date line, from the east',
      at(0, -179.5),
      [
        [-1, 1],
        [179.5, 180],
        [-180, -178.5],
      ],
    ],
    [
      'on the date line',
      at(0, 180),
      [
        [-1, 1],
        [179, 180],
        [-180, -179],
      ],
    ],
    [
      'over the north pole',
      at(89.5, 10),
      [
        [88.5, 90],
        [-180, 180],
      ],
    ],
    [
      'up to the south pole',
      at(-89, 10),
      [
        [-90, -88],
        [-180, 180],
      ],
    ],
  ])('%s', (_, point, expected) => {
    const found = rounded(boxAround(point, DEGREE));

    expect(found.length).toBe(expected.length);
    for (const [index, range] of expected.entries()) {
      expect(found[index]?.[0]).toBeCloseTo(range[0] ?? NaN, 5);
      expect(found[index]?.[1]).toBeCloseTo(range[1] ?? NaN, 5);
    }
  });

  it('holds what lies within the distance, wherever on earth that is', () => {
    const bearing = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    const latitude = fc.oneof(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.constantFrom(-90, 90, 89.9, -89.9, 0),
    );
    const longitude = fc.oneof(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.constantFrom(-180, 180, 179.9, -179.9),
    );
    const metres = fc.double({ min: 1, max: 50_000, noNaN: true });

    fc.assert(
      fc.property(latitude, longitude, metres, bearing, (north, east, distance, towards) => {
        const from = at(north, east);
        const rim = goFrom(from, distance, towards);

        return holds(boxAround(from, distance), rim);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Where one arrives after a distance in a direction, clockwise from north in radians. */
function goFrom({ latitude, longitude }: Point, metres: number, towards: number): Point {
  const [angle, start] = [metres / EARTH_RADIUS, (latitude * Math.PI) / 180];
  const end = Math.asin(
    Math.sin(start) * Math.cos(angle) + Math.cos(start) * Math.sin(angle) * Math.cos(towards),
  );
  const turn = Math.atan2(
    Math.sin(towards) * Math.sin(angle) * Math.cos(start),
    Math.cos(angle) - Math.sin(start) * Math.sin(end),
  );
  const east = longitude + (turn * 180) / Math.PI;
  return at((end * 180) / Math.PI, east > 180 ? east - 360 : east < -180 ? east + 360 : east);
}
