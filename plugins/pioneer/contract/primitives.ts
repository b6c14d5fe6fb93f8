import { z } from 'zod';

/**
 * Text that every database can store and give back byte for byte: no NUL, no lone surrogates.
 * Normalised to NFC and trimmed, so that what looks the same is the same. The limits count after
 * that; JSON Schema can only say them of what is sent.
 */
export function text({ min = 0, max }: { min?: number; max: number }) {
  return z
    .string()
    .refine((value) => !value.includes('\u0000'), { error: 'contains the character U+0000' })
    .refine(isWellFormed, { error: 'contains half of a character (a lone surrogate)' })
    .transform((value) => value.normalize('NFC').trim())
    .pipe(z.string().min(min).max(max))
    .meta({ minLength: min, maxLength: max });
}

// String.prototype.isWellFormed is newer than the libraries that front ends compile against.
function isWellFormed(value: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value);
}

/** Longest free text of a report or a reason, in UTF-16 units. */
export const MAX_TEXT = 5000;

/** What identifies a row in every address and body: Strapi's documentId. */
export const idSchema = z.string().regex(/^[a-z0-9]{24}$/, 'is not an id');

/** Of an address with `:id`. One that nothing can have is as unknown as one that nothing has. */
export const idParams = z.strictObject({ id: z.string() });

/** The version of a row that the caller has seen; a write on another one is refused. */
export const versionSchema = z.number().int().min(1);

/** An instant as ISO 8601 in UTC with milliseconds. */
export const instantSchema = z.iso.datetime({ precision: 3 });

/** A moment with any offset from UTC, which becomes milliseconds: for requests alone. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));

export const localizedTextSchema = z.strictObject({
  zh: text({ min: 1, max: 200 }),
  en: text({ max: 200 }).optional(),
});

/** What tells the items of a list that administrators write apart, for ever. */
export const keySchema = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, 'is not a key');

/** A reference to an organisation, with what a reader needs to see of it. */
export const organisationRefSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  name: z.string(),
});

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** The part of a query that asks for a page; cursors are opaque and come from the page before. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
};

/** One page in a stable order; `nextCursor` is null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** A single thing. */
export function oneOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: item });
}
