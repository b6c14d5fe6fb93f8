import { createHash } from 'node:crypto';
import type { OrganisationRow } from 'strapi-plugin-pioneer/contract';
import type { Spot } from './spot';

/** Longest code that the contract takes. */
const MAX_CODE = 64;
const HASH_DIGITS = 8;

/** The tree of organisations of a file, and where each row belongs in it. */
export interface OrganisationTree {
  /** Parents before their children. */
  readonly rows: readonly OrganisationRow[];
  /** The code of the (district, neighbourhood) of a row. */
  codeOf(spot: Spot): string;
  districtCodeOf(spot: Spot): string;
}

/** What an organisation is called, from the root down; equal names are the same organisation. */
type Path = readonly string[];

const CITY: Path = ['city'];
const districtOf = ({ district }: Spot): Path => [`district ${district}`];
const leafOf = ({ district, neighbourhood }: Spot): Path => [district, neighbourhood];

/** What the three levels of a tree are, and what its upper organisations are called. */
export interface TreeWords {
  readonly root: { readonly name: string; readonly kind: string };
  readonly district: { readonly kind: string; nameOf(district: string): string };
  readonly leaf: { readonly kind: string };
}

const CITY_WORDS: TreeWords = {
  root: { name: 'City', kind: 'city' },
  district: { kind: 'district', nameOf: (district) => `District ${district}` },
  leaf: { kind: 'neighbourhood' },
};

/** City → district → (district, neighbourhood); a neighbourhood may lie in several districts. */
export function organisationTreeOf(
  spots: readonly Spot[],
  words: TreeWords = CITY_WORDS,
): OrganisationTree {
  const codes = codesFor([CITY, ...spots.map(districtOf), ...spots.map(leafOf)]);
  const codeAt = (path: Path): string => {
    const code = codes.get(keyOf(path));
    if (code === undefined) throw new Error(`There is no organisation ${path.join(' / ')}.`);
    return code;
  };
  const districtCodeOf = (spot: Spot): string => codeAt(districtOf(spot));
  const codeOf = (spot: Spot): string => codeAt(leafOf(spot));

  const city = codeAt(CITY);
  const rows = new Map<string, OrganisationRow>();
  rows.set(city, { code: city, ...words.root, parentCode: null });
  for (const spot of spots) {
    const [code, name] = [districtCodeOf(spot), words.district.nameOf(spot.district)];
    rows.set(code, { code, name, kind: words.district.kind, parentCode: city });
  }
  for (const spot of spots) {
    const [code, parentCode] = [codeOf(spot), districtCodeOf(spot)];
    rows.set(code, { code, name: spot.neighbourhood, kind: words.leaf.kind, parentCode });
  }
  return { rows: [...rows.values()], codeOf, districtCodeOf };
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/**
 * A readable code for every path. Paths whose readable form would be the same or too long carry
 * a hash of their name, so codes depend on nothing but the names and no two are equal.
 */
function codesFor(paths: readonly Path[]): ReadonlyMap<string, string> {
  const distinct = new Map(paths.map((path) => [keyOf(path), readable(path)]));
  const sharers = new Map<string, number>();
  for (const code of distinct.values()) sharers.set(code, (sharers.get(code) ?? 0) + 1);
  return new Map(
    [...distinct].map(([key, code]) => {
      const fits = sharers.get(code) === 1 && code !== '' && code.length <= MAX_CODE;
      return [key, fits ? code : withHash(code, key)];
    }),
  );
}

/** Letters and digits of any script in lower case, with dashes for what lies between them. */
function readable(path: Path): string {
  const parts = path.map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/(?<=^|\s)-(?=\d)/g, 'minus ')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, ''),
  );
  return parts.filter((part) => part !== '').join('/');
}

function withHash(code: string, key: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HASH_DIGITS);
  const head = code.slice(0, MAX_CODE - HASH_DIGITS - 1).replace(/[^\p{L}\p{N}]+$/u, '');
  return head === '' ? hash : `${head}-${hash}`;
}
