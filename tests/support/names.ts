import { randomBytes } from 'node:crypto';

/** A name that no other test has, in this run or beside it. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

/** An id of the right form that belongs to nothing. */
export function unknownId(): string {
  return `x${randomBytes(12).toString('hex').slice(0, 23)}`;
}
