import type { z } from 'zod';
import { DomainError } from './domain-error';
import { parseJson } from './parse-json';

/** The place in an ordered list after which the next page starts; opaque to clients. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor back. @throws DomainError INPUT_INVALID for anything we did not make */
export function decodeCursor<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new DomainError('INPUT_INVALID', { count: 1, fields: 'cursor' });
  return parsed.data;
}
