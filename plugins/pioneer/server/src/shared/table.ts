import { memoize, snakeCase } from 'lodash';
import { initially, integer, internal, string, type Columns, type ValuesOf } from './columns';

/** What every governed row carries beside its own columns. */
export interface RowIdentity {
  /** Strapi's documentId: the only identity that leaves the server or enters the record. */
  readonly id: string;
  /** 1 for a new row, one more with every recorded change. */
  readonly version: number;
  /** Key of the HMACs of this row's concealed columns; dropping it forgets them. */
  readonly salt: string;
}

export type RowOf<T extends GovernedTable> =
  T extends GovernedTable<infer C> ? Readonly<ValuesOf<C>> & RowIdentity : never;

export interface GovernedTable<C extends Columns = Columns> {
  /** The name of the thing in events: `claim`. */
  readonly subject: string;
  /** The name of the table: `pioneer_claims`. */
  readonly name: string;
  readonly uid: `plugin::pioneer.${string}`;
  readonly columns: C;
  /** Strapi's schema, made from the same columns, so that the two cannot differ. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Groups of columns of the database that together are unique, the documentId among them. */
  readonly unique: readonly (readonly string[])[];
  /** Values that follow from the others, computed at every write and outside the record. */
  derive(values: Readonly<ValuesOf<C>>): Partial<ValuesOf<C>>;
}

export interface TableDescription<C extends Columns> {
  readonly subject: string;
  readonly plural: string;
  readonly displayName: string;
  readonly columns: C;
  /** Groups of column names that together are unique. */
  readonly unique?: readonly (readonly (keyof C & string)[])[];
  readonly indexes?: readonly (readonly ((keyof C & string) | 'id')[])[];
  /** Shown in the Content Manager, where document-adapter.ts says what may be written. */
  readonly visible?: boolean;
  derive?(values: Readonly<ValuesOf<C>>): Partial<ValuesOf<C>>;
  /** Attributes that Strapi alone reads and writes, such as a relation to a user. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const IDENTITY_COLUMNS = {
  version: internal(initially(1, integer())),
  salt: internal(initially('', string())),
};

/** Describes a table that rules govern. */
export function governedTable<C extends Columns>(
  description: TableDescription<C>,
): GovernedTable<C> {
  const { subject, plural, displayName, columns, visible = false } = description;
  const name = `pioneer_${snakeCase(plural)}`;
  // Without draft & publish a documentId stands for one row; the database holds us to it.
  const unique = [['id'], ...(description.unique ?? [])].map((group) => group.map(columnName));
  const singularName = subject.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    subject,
    name,
    uid: `plugin::pioneer.${singularName}`,
    columns,
    unique,
    derive: (values) => description.derive?.(values) ?? {},
    schema: {
      kind: 'collectionType',
      collectionName: name,
      info: { singularName, pluralName: plural, displayName },
      options: { draftAndPublish: false },
      pluginOptions: {
        'content-manager': { visible },
        'content-type-builder': { visible: false },
        i18n: { localized: false },
      },
      attributes: {
        ...attributesOf(columns),
        ...description.attributes,
        ...attributesOf(IDENTITY_COLUMNS),
      },
      indexes: [
        ...indexesOf(name, unique, 'unique'),
        ...indexesOf(
          name,
          (description.indexes ?? []).map((group) => group.map(columnName)),
        ),
      ],
    },
  };
}

function attributesOf(columns: Columns): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { attribute }]) => [name, { ...attribute }]),
  );
}

function indexesOf(
  table: string,
  groups: readonly (readonly string[])[],
  type?: 'unique',
): Record<string, unknown>[] {
  return groups.map((columns) => {
    // PostgreSQL cuts names at 63 bytes and wants them unique in the whole schema.
    const name =
      `${table}_${columns.join('_')}`.slice(0, 55) + (type === undefined ? '_idx' : '_uq');
    return { name, columns, ...(type === undefined ? {} : { type }) };
  });
}

/** The name of an attribute's column, as Strapi makes it. There are few, and each is asked for in every row. */
export const columnName = memoize((attribute: string): string =>
  attribute === 'id' ? 'document_id' : snakeCase(attribute),
);
