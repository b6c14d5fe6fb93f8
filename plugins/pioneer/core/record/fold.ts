import { canonicalJson, type Image, type Json } from './canonical';

/** Columns of `after` that differ from `before`; all of them when there was nothing before. */
export function changesBetween(before: Image | null, after: Image): Image {
  if (before === null) return after;
  return Object.fromEntries(
    Object.entries(after).filter(([column, value]) => !same(value, before[column])),
  );
}

/**
 * What an image holds, as a digest takes it. A column that a later version of a table adds is not
 * there in what was recorded before, and empty in the rows from then: both must come to the same.
 */
export function heldIn(image: Image): Image {
  return Object.fromEntries(Object.entries(image).filter(([, value]) => value !== null));
}

/** The image after one more event: what is deleted has none. */
export function foldChanges(image: Image, changes: Image): Image {
  return { ...image, ...changes };
}

export interface Difference {
  readonly column: string;
  readonly recorded: Json | undefined;
  readonly found: Json | undefined;
}

/** The first column, in alphabetical order, whose value is not what the record says. */
export function findDifference(recorded: Image, found: Image): Difference | null {
  const columns = [...new Set([...Object.keys(recorded), ...Object.keys(found)])].sort();
  const column = columns.find((name) => !same(recorded[name], found[name]));
  if (column === undefined) return null;
  return { column, recorded: recorded[column], found: found[column] };
}

/** A column of which nothing is recorded came later: rows from before have nothing there. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
