/**
 * Values as back-ups hold them: the same whichever database they come from. Texts, numbers and
 * booleans stand as they are, moments as ISO 8601 in UTC, JSON documents and integers beyond 2^53 as
 * texts.
 */
export type NeutralValue = string | number | boolean | null;

export type DatabaseKind = 'sqlite' | 'postgres';

const MOMENTS = new Set(['datetime', 'timestamp']);

/** Enough for a number that JavaScript would round. */
const LARGE = new Set(['bigInteger', 'biginteger']);

/** What a driver gave for a column of this type of Strapi's schema. */
export function neutralOf(type: string, stored: unknown): NeutralValue {
  if (stored === null || stored === undefined) return null;
  if (MOMENTS.has(type)) return momentOf(stored);
  if (type === 'boolean') return stored === true || stored === 1 || stored === '1';
  if (LARGE.has(type)) return String(stored);
  if (typeof stored === 'object') return JSON.stringify(stored);
  if (typeof stored === 'bigint') return String(stored);
  return stored as NeutralValue;
}

/** The same value as a database wants it for a column of this type. */
export function storedOf(kind: DatabaseKind, type: string, value: NeutralValue): NeutralValue {
  if (kind === 'postgres' || value === null) return value;
  if (MOMENTS.has(type)) return Date.parse(String(value));
  if (type === 'boolean') return value === true ? 1 : 0;
  return value;
}

/** SQLite keeps milliseconds, or what somebody else wrote as a text, which is in UTC. */
function momentOf(stored: unknown): string {
  if (stored instanceof Date) return stored.toISOString();
  const text = String(stored);
  if (/^-?\d+(\.\d+)?$/.test(text)) return new Date(Number(text)).toISOString();
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  return new Date(hasZone ? text : `${text.replace(' ', 'T')}Z`).toISOString();
}
