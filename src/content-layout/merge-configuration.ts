import { isDeepStrictEqual } from 'node:util';
import { wishesOf, type Configuration, type Json, type Wish } from './configuration';
import type { ContentLayout } from './layout';

/** What a layout wished for when it was last put into the database. */
export interface Written {
  /** The attributes of that time: Strapi adds later ones to the rows by itself. */
  readonly fields: readonly string[];
  /** By path; each with the values that were alike then. */
  readonly wishes: Readonly<Record<string, readonly Json[]>>;
}

export interface Merged {
  readonly configuration: Configuration;
  readonly written: Written;
}

interface MergeOptions {
  readonly layout: ContentLayout;
  /** What the database holds. */
  readonly current: Configuration;
  /** Null: this layout was never put into this database. */
  readonly written: Written | null;
}

/**
 * Brings a layout into a configuration without undoing what an administrator did: a place is
 * overwritten while it still says what was last written there, and left alone for ever once
 * somebody changed it. The first time everything is overwritten. Changes nothing that it is given.
 */
export function mergeConfiguration({ layout, current, written }: MergeOptions): Merged {
  const configuration = copyOf(current);
  const wishes = wishesOf(layout);
  for (const wish of wishes) {
    if (isUntouched(wish, current, written)) put(configuration, wish.path, wish.value);
  }
  return {
    configuration,
    written: {
      fields: namesIn(layout),
      wishes: Object.fromEntries(wishes.map(({ path, alike }) => [path.join('.'), alike])),
    },
  };
}

/** The attributes that a layout speaks of; its columns may be Strapi's own, such as updatedAt. */
function namesIn(layout: ContentLayout): string[] {
  const columns = layout.kind === 'type' ? layout.columns : [];
  return [...new Set([...Object.keys(layout.fields), ...columns])];
}

/** As the database would give it back: plain data, and nobody else's. */
function copyOf(configuration: Configuration): Configuration {
  return JSON.parse(JSON.stringify(configuration)) as Configuration;
}

function isUntouched({ path }: Wish, current: Configuration, written: Written | null): boolean {
  const before = written?.wishes[path.join('.')];
  if (written === null || before === undefined) return true;
  const now = withoutNewFields(path, look(current, path), written.fields);
  return before.some((value) => isDeepStrictEqual(value, now));
}

/** A new attribute appears in the rows without anybody's doing; that is no change by hand. */
function withoutNewFields(path: Wish['path'], value: Json, known: readonly string[]): Json {
  if (path[0] !== 'layouts' || !Array.isArray(value)) return value;
  if (path[1] === 'list') return value.filter((name) => known.includes(String(name)));
  return value
    .map((row) => (Array.isArray(row) ? row.filter((cell) => known.includes(nameOf(cell))) : row))
    .filter((row) => !Array.isArray(row) || row.length > 0);
}

function nameOf(cell: Json): string {
  return isRecord(cell) ? String(cell.name) : '';
}

function look(configuration: Configuration, path: Wish['path']): Json {
  let found: Json = configuration as unknown as Json;
  for (const step of path) found = isRecord(found) ? (found[step] ?? null) : null;
  return found;
}

function put(configuration: Configuration, path: Wish['path'], value: Json): void {
  let place = configuration as unknown as { [key: string]: Json };
  for (const step of path.slice(0, -1)) {
    const next = place[step];
    place = isRecord(next) ? next : (place[step] = {});
  }
  place[path[path.length - 1] ?? ''] = value;
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
