import { canonicalJson, type Json } from '../record/canonical';
import type { Terms } from './terms';

/** Which parts of the terms are not the same in two versions, in the order of the newer one. */
export function differingTerms(older: Terms, newer: Terms): (keyof Terms)[] {
  const keys = Object.keys(newer) as (keyof Terms)[];
  return keys.filter((key) => textOf(older[key]) !== textOf(newer[key]));
}

function textOf(value: unknown): string {
  return canonicalJson((value ?? null) as Json);
}
