import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/**
 * U+0000 and lone surrogates: PostgreSQL stores neither, so nothing here takes them. U+FFFD stands
 * where bytes were no UTF-8: stored, it would be all that is left of what somebody wrote.
 */
const UNSTORABLE = /[\0\p{Surrogate}\uFFFD]/u;

/** Deeper than any form or text of an editor; deeper input overflows the stack of what reads it. */
export const MAX_DEPTH = 40;

/** Why some input cannot be taken: a text in it, or its depth. Keys are read like values. */
export function findUnstorable(
  input: unknown,
): Extract<ErrorCode, 'TEXT_NOT_STORABLE' | 'INPUT_TOO_DEEP'> | null {
  const open: [value: unknown, depth: number][] = [[input, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && UNSTORABLE.test(value)) return 'TEXT_NOT_STORABLE';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return 'INPUT_TOO_DEEP';
    for (const [key, child] of Object.entries(value)) open.push([key, depth], [child, depth + 1]);
  }
  return null;
}

/** Pages that end beyond this are no pages: knex reads 1e20 as 1, and would give another one. */
const MOST_ROWS = 1e9;

/** Whether a query asks for rows beyond all that there could be, in the words of any route. */
export function isBeyondAllRows(query: object): boolean {
  const { pagination } = query as { readonly pagination?: unknown };
  return [query, Object(pagination) as object].some((level) => {
    const { page, pageSize, start, limit } = level as Readonly<Record<string, unknown>>;
    return [page, pageSize, start, limit].some((number) => Number(number) > MOST_ROWS);
  });
}

/** The brackets of a query allow as many levels of `populate`; dots would allow any number. */
const MAX_POPULATED = 3;

/**
 * Whether a query asks for relations of relations, and so on, beyond the bounds: with each level its
 * answer grows manifold, and two types that are related lead to each other for ever.
 */
export function isPopulatedTooDeep({ populate }: { readonly populate?: unknown }): boolean {
  return pathsIn(populate).some((path) => path.split('.').length > MAX_POPULATED);
}

function pathsIn(populate: unknown): string[] {
  if (typeof populate === 'string') return populate.split(',');
  return Object.entries(Object(populate) as object).flatMap(([key, options]: [string, unknown]) => {
    if (typeof options === 'string') return [key, ...pathsIn(options)];
    const { populate: more, on } = Object(options) as { populate?: unknown; on?: unknown };
    return [key, ...pathsIn(more), ...pathsIn(on)];
  });
}
