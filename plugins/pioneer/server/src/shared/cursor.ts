import { z } from 'zod';
import { DomainError } from './domain-error';
import { parseJson } from './parse-json';

/** The place in an ordered list after which the next page starts; opaque to clients. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The last moment that JavaScript knows; both databases can compare with it. */
const MAX_INSTANT = 8.64e15;

/** What a place can be made of: moments, versions and codes that a database takes. */
const placeSchema = z.array(
  z.union([z.number().min(0).max(MAX_INSTANT), z.string().regex(/^[^\0\p{Surrogate}]*$/u)]),
);

/** Reads a cursor back. @throws DomainError INPUT_INVALID for anything we did not make */
export function decodeCursor<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  const place = placeSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  const parsed = schema.safeParse(place.data);
  if (!parsed.success) throw new DomainError('INPUT_INVALID', { count: 1, fields: 'cursor' });
  return parsed.data;
}
