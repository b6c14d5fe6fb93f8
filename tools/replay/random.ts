import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that repeats itself: the same seed gives the same choices on every machine. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** One of the items; throws when there is none. */
  pick<Item>(items: readonly Item[]): Item;
  /** The items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[];
  /** A UUID of version 4. */
  uuid(): string;
}

/** Spreads the streams of one seed over the numbers; any odd number with many bits does. */
const STREAM_STEP = 0x9e3779b1;

/** Makes a source of chance; streams of one seed are independent of each other. */
export function createRandom(seed: number, stream = 0): Random {
  const generator = xoroshiro128plus((seed + Math.imul(stream, STREAM_STEP)) | 0);
  const integer = (least: number, most: number): number => uniformInt(generator, least, most);

  function shuffled<Item>(items: readonly Item[]): Item[] {
    const order = items.map((item) => ({ item, rank: integer(0, 0x7fffffff) }));
    return order.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
  }
  return {
    integer,
    pick(items) {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    shuffled,
    uuid() {
      const bytes = Buffer.from(Array.from({ length: 16 }, () => integer(0, 255)));
      // The four bits of the version and the two of the variant (RFC 9562, 5.4).
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      const hex = bytes.toString('hex');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
