import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/** U+0000 and lone surrogates: PostgreSQL stores neither, so nothing here takes them. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

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
