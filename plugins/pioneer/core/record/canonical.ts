import { isoOrNull, type Instant } from '../time';

/** What a recorded column can hold, as core sees it. Instants are given apart, by kind. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A subject's recorded columns in canonical form; the basis of change, digest and verify. */
export type Image = Readonly<Record<string, Json>>;

/** JSON with sorted keys and no spaces: equal content gives equal text on every database. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, Json | undefined>)
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** An instant as the record writes it. */
export function canonicalInstant(instant: Instant | null): string | null {
  return isoOrNull(instant);
}
