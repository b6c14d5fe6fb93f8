/**
 * The small grey picture of which a photo's difference hash is made: 8 rows of 9 pixels, each of 0
 * to 255, so that every row has 8 pairs of neighbours.
 */
export const THUMBNAIL = { width: 9, height: 8 } as const;

/** Bits of the hash that the bands take, in order; six bands of eleven or ten bits make 64. */
const BANDS = [11, 11, 11, 11, 10, 10] as const;

/**
 * Photos whose hashes differ in at most so many bits are alike. One less than there are bands, so
 * that photos which are alike always share a band: fewer differences than bands leave one untouched.
 */
export const MOST_DIFFERENCES = BANDS.length - 1;

/**
 * Greys between the darkest and the brightest pixel of the small picture, below which a photo shows
 * too little to be told from others: of a lens cap or a white wall noise alone makes the hash.
 */
const LEAST_CONTRAST = 24;

/**
 * The 64-bit difference hash of a photo, as 16 hex digits: for each pixel whether it is brighter than
 * its right neighbour (N. Krawetz, "Kind of Like That", hackerfactor.com, 2013). It stays nearly the
 * same when a photo is saved again, made smaller or loses its metadata. Null when the photo shows too
 * little.
 *
 * @param grey the pixels of the THUMBNAIL, row by row
 */
export function differenceHashOf(grey: Uint8Array): string | null {
  const { width, height } = THUMBNAIL;
  if (grey.length !== width * height) throw new Error(`expected 72 pixels, found ${grey.length}`);
  if (Math.max(...grey) - Math.min(...grey) < LEAST_CONTRAST) return null;
  const bits = [...grey].flatMap((pixel, place) => {
    const neighbour = (place + 1) % width === 0 ? undefined : grey[place + 1];
    return neighbour === undefined ? [] : [pixel > neighbour ? '1' : '0'];
  });
  return BigInt(`0b${bits.join('')}`)
    .toString(16)
    .padStart(16, '0');
}

/** The bands of a difference hash: the value of each, in order. What is alike shares one at least. */
export function bandsOf(hash: string): number[] {
  const bits = bitsOf(hash);
  let start = 0;
  return BANDS.map((length) => {
    const band = bits.slice(start, start + length);
    start += length;
    return Number.parseInt(band, 2);
  });
}

/** In how many of their 64 bits two difference hashes differ. */
export function differencesBetween(one: string, other: string): number {
  const [left, right] = [bitsOf(one), bitsOf(other)];
  return [...left].filter((bit, place) => bit !== right[place]).length;
}

function bitsOf(hash: string): string {
  return BigInt(`0x${hash}`).toString(2).padStart(64, '0');
}
