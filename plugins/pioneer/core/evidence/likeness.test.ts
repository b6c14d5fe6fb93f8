import fc from 'fast-check';
import { bandsOf, differenceHashOf, differencesBetween, MOST_DIFFERENCES } from './likeness';

/** A picture of 8 rows that are all the same. */
function rows(row: readonly number[]): Uint8Array {
  return Uint8Array.from(Array.from({ length: 8 }, () => row).flat());
}

describe('the difference hash', () => {
  test.each([
    ['gets darker to the right', [90, 80, 70, 60, 50, 40, 30, 20, 10], 'ffffffffffffffff'],
    ['gets brighter to the right', [10, 20, 30, 40, 50, 60, 70, 80, 90], '0000000000000000'],
    ['goes up and down', [90, 10, 90, 10, 90, 10, 90, 10, 90], 'aaaaaaaaaaaaaaaa'],
    ['has one bright stripe at the left', [90, 10, 10, 10, 10, 10, 10, 10, 10], '8080808080808080'],
    ['has one dark stripe at the right', [90, 90, 90, 90, 90, 90, 90, 90, 10], '0101010101010101'],
  ])('of a picture that %s', (_what, row, hash) => {
    expect(differenceHashOf(rows(row))).toBe(hash);
  });

  test('compares no pixel with one of the next row', () => {
    const grey = new Uint8Array(72).fill(50);
    grey.set([200], 8);

    expect(differenceHashOf(grey)).toBe('0000000000000000');
  });

  test.each([
    ['black', 0],
    ['white', 255],
  ])('of a picture that is %s but for noise tells nothing, so there is none', (_what, shade) => {
    const grey = Uint8Array.from({ length: 72 }, (_, place) => Math.abs(shade - (place % 23)));

    expect(differenceHashOf(grey)).toBeNull();
  });
});

const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const hexOf = (value: bigint) => value.toString(16).padStart(16, '0');

describe('the bands of a hash', () => {
  test('are its bits from the left: four of eleven, two of ten', () => {
    const bits = ['10000000000', '00000000001', '11111111111', '00000000010', '1000000000'];
    const value = BigInt(`0b${bits.join('')}0000000011`);

    expect(bandsOf(hexOf(value))).toEqual([1024, 1, 2047, 2, 512, 3]);
  });

  test('have one in common whenever two hashes differ in as few bits as alike ones do', () => {
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: MOST_DIFFERENCES });
    fc.assert(
      fc.property(hash, places, (value, flipped) => {
        const other = flipped.reduce((left, place) => left ^ (1n << BigInt(place)), value);
        const [here, there] = [bandsOf(hexOf(value)), bandsOf(hexOf(other))];

        expect(differencesBetween(hexOf(value), hexOf(other))).toBe(flipped.length);
        expect(here.some((band, place) => band === there[place])).toBe(true);
      }),
    );
  });
});
