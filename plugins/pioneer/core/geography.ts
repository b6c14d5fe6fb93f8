/** A point on the earth, in degrees of WGS 84: north and east are positive. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * The mean radius of the earth in metres: (2a + b) / 3 of the ellipsoid of WGS 84, a = 6 378 137 m
 * and b = 6 356 752.314 m (H. Moritz, "Geodetic Reference System 1980", Journal of Geodesy 74,
 * 2000). On a sphere of this radius distances are at most half a percent off.
 */
export const EARTH_RADIUS = 6_371_008.8;

/**
 * The haversine of the angle between two points, seen from the centre of the earth: sin² of its
 * half, from 0 to 1. It grows with the distance and is exact for small ones (R. W. Sinnott,
 * "Virtues of the Haversine", Sky and Telescope 68, 1984, page 159). filter-openings.ts says the
 * same in SQL.
 */
export function haversineBetween(from: Point, to: Point): number {
  const [north, south] = [radians(to.latitude), radians(from.latitude)];
  return (
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(south) * Math.cos(north) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  );
}

/** The haversine that belongs to a distance in metres, at most half way around the earth. */
export function haversineOf(metres: number): number {
  return Math.sin(metres / EARTH_RADIUS / 2) ** 2;
}

/** The distance between two points in metres, along the great circle. */
export function distanceBetween(from: Point, to: Point): number {
  // Rounding may take the haversine of opposite points past 1.
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, haversineBetween(from, to))));
}

/** Part of the earth between two parallels and, once or twice, between two meridians. */
export interface Box {
  readonly south: number;
  readonly north: number;
  /** From west to east; two where the box lies across the date line. */
  readonly longitudes: readonly (readonly [west: number, east: number])[];
}

/** Six millimetres, in radians: what rounding could cost, so that a box never cuts off its rim. */
const HAIR = 1e-9;

/**
 * The smallest box that holds every point within a distance of one, and a hair more. Around a pole
 * that is a cap with all meridians (J. P. Matuschek, "Finding Points Within a Distance of a
 * Latitude/Longitude Using Bounding Coordinates", 2010).
 */
export function boxAround({ latitude, longitude }: Point, metres: number): Box {
  const angle = metres / EARTH_RADIUS + HAIR;
  const [south, north] = [latitude - degrees(angle), latitude + degrees(angle)];
  if (south <= -90 || north >= 90) {
    return {
      south: Math.max(-90, south),
      north: Math.min(90, north),
      longitudes: [[-180, 180]],
    };
  }
  const half = degrees(Math.asin(Math.sin(angle) / Math.cos(radians(latitude))));
  return { south, north, longitudes: longitudesFrom(longitude - half, longitude + half) };
}

/** The meridians from west to east, each between -180 and 180. */
function longitudesFrom(west: number, east: number): Box['longitudes'] {
  if (west <= -180)
    return [
      [west + 360, 180],
      [-180, east],
    ];
  if (east >= 180)
    return [
      [west, 180],
      [-180, east - 360],
    ];
  return [[west, east]];
}

function radians(degreesOfArc: number): number {
  return (degreesOfArc * Math.PI) / 180;
}

function degrees(radiansOfArc: number): number {
  return (radiansOfArc * 180) / Math.PI;
}
