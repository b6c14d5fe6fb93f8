import type { Json } from '../../../core/record/canonical';
import { canonicalInstant } from '../../../core/record/canonical';
import type { Instant } from '../../../core/time';

/** A value as the database drivers give and take it. */
export type Stored = string | number | boolean | Date | null;

/**
 * One column of a governed table, said once: how Strapi creates it, how its values go into the
 * database and come out again, and how the record sees it.
 */
export interface Column<Value> {
  readonly attribute: Readonly<Record<string, unknown>>;
  // Methods, not properties: a table of columns of different values is a table of columns.
  encode(value: Value): Stored;
  decode(stored: Stored): Value;
  canonical(value: Value): Json;
  /** What a new row has when nothing is said; `undefined` demands a value. */
  readonly initial: Value | undefined;
  /** `plain` enters the record as it is, `concealed` as an HMAC, `none` not at all. */
  readonly record: 'plain' | 'concealed' | 'none';
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The values of a row, without id and version, which every governed row has. */
export type ValuesOf<C extends Columns> = {
  -readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

function column<Value extends Json>(
  attribute: Record<string, unknown>,
  decode: (stored: Stored) => Value,
): Column<Value> {
  return {
    attribute: { ...attribute, required: true, column: { notNullable: true } },
    encode: (value) => value as Stored,
    decode,
    canonical: (value) => value,
    initial: undefined,
    record: 'plain',
  };
}

/** A short text or a reference (documentId) of at most 255 characters. */
export const string = () => column({ type: 'string' }, String);

/** A text of any length. */
export const longText = () => column({ type: 'text' }, String);

/** One of a fixed set of words. */
export const choice = <const Choices extends readonly string[]>(choices: Choices) =>
  column<Choices[number]>({ type: 'enumeration', enum: [...choices] }, (stored) => {
    const found = choices.find((item) => item === stored);
    if (found === undefined) throw new Error(`expected one of ${choices.join(', ')}: ${stored}`);
    return found;
  });

export const integer = () => column({ type: 'integer' }, Number);

/** A number of two decimals: scores and pass marks. */
export const decimal = () => column({ type: 'decimal' }, Number);

/** Yes or no. */
export const flag = () =>
  column({ type: 'boolean' }, (stored) => stored === true || stored === 1 || stored === '1');

/** A double: coordinates. */
export const float = () => column({ type: 'float' }, Number);

/**
 * A moment. PostgreSQL keeps it with its time zone, so that no setting of server or session can
 * shift it; SQLite keeps milliseconds.
 */
export const instant = (): Column<Instant> => ({
  ...column<Instant>(
    { type: 'datetime', columnType: { type: 'datetime', args: [{ useTz: true, precision: 3 }] } },
    (stored) => (stored instanceof Date ? stored.getTime() : Number(stored)),
  ),
  encode: (value) => new Date(value),
  canonical: (value) => canonicalInstant(value),
});

/** A JSON document, parsed where it was written; what comes out is what a use case put in. */
export const json = <Value>(): Column<Value> => ({
  attribute: { type: 'json', required: true, column: { notNullable: true } },
  encode: (value) => JSON.stringify(value),
  decode: (stored) => (typeof stored === 'string' ? JSON.parse(stored) : stored) as Value,
  canonical: (value) => value as Json,
  initial: undefined,
  record: 'plain',
});

/** The column may be empty, and is unless a value is given. */
export const nullable = <Value>(inner: Column<Value>): Column<Value | null> => ({
  ...inner,
  attribute: { ...inner.attribute, required: false, column: { notNullable: false } },
  encode: (value) => (value === null ? null : inner.encode(value)),
  decode: (stored) => (stored === null || stored === undefined ? null : inner.decode(stored)),
  canonical: (value) => (value === null ? null : inner.canonical(value)),
  initial: null,
});

/** Given to new rows when nothing else is said. */
export const initially = <Value>(value: Value, inner: Column<Value>): Column<Value> => ({
  ...inner,
  attribute: {
    ...inner.attribute,
    default: inner.encode(value),
    column: { notNullable: true, defaultTo: inner.encode(value) },
  },
  initial: value,
});

/** Edited in the admin panel by a field of our own. */
export const editedBy = <Value>(customField: string, inner: Column<Value>): Column<Value> => ({
  ...inner,
  attribute: { ...inner.attribute, type: 'customField', customField },
});

/** Text and personal data: the record proves it by an HMAC and forgets it with the row's salt. */
export const concealed = <Value>(inner: Column<Value>): Column<Value> => ({
  ...inner,
  record: 'concealed',
});

/** Derived: not part of the record. */
export const unrecorded = <Value>(inner: Column<Value>): Column<Value> => ({
  ...inner,
  record: 'none',
});

/** Of the rules alone: neither in the record nor in any view of the Content Manager. */
export const internal = <Value>(inner: Column<Value>): Column<Value> => ({
  ...unrecorded(inner),
  attribute: {
    ...inner.attribute,
    required: false,
    visible: false,
    writable: false,
    configurable: false,
    private: true,
  },
});
