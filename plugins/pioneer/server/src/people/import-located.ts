import type { z } from 'zod';
import { refusal } from '../../../core/errors';
import type { Actor } from '../record/event-table';
import { insertAllRecorded, type NewValues } from '../record/recorded-writes';
import type { Columns } from '../shared/columns';
import type { Transaction } from '../shared/database';
import { findRowsIn } from '../shared/rows';
import type { GovernedTable, RowOf } from '../shared/table';
import { findOrganisationIds } from './find-organisation-ids';
import {
  parseRows,
  updateUnlessOvertaken,
  type ImportOutcome,
  type RefusedRow,
} from './import-rows';

/** What is sent of something that lies in one organisation: a post, a spot, a household. */
interface LocatedRow {
  readonly organisationCode: string;
}

/** How rows of one kind are known, and what becomes of them. */
export interface LocatedImport<Row extends LocatedRow, C extends Columns> {
  readonly schema: z.ZodType<Row>;
  readonly table: GovernedTable<C>;
  /** The type of the event of a new one. */
  readonly created: string;
  /** What must not be sent twice. */
  readonly keyOfRow: (row: Row) => string;
  /** Values of the row, new or not. */
  readonly valuesOf: (row: Row, organisationId: string) => NewValues<C>;
  /** What only a new one takes from its row. */
  readonly initialOf?: (row: Row) => NewValues<C>;
  /** Those that exist are looked up by this column, and known by this key. */
  readonly lookUp: keyof C & string;
  readonly keyOf: (values: NewValues<C>) => string;
}

/** What became of the rows. */
export interface LocatedOutcome {
  readonly outcome: ImportOutcome;
  /** Those that rows name; one that was changed may have been in another before. */
  readonly organisationIds: readonly string[];
}

/**
 * Makes what is new and changes what exists, in organisations that are named by their codes. A row
 * that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED, ORGANISATION_UNKNOWN.
 */
export async function importLocated<Row extends LocatedRow, C extends Columns>(
  transaction: Transaction,
  { rows, actor }: { readonly rows: readonly unknown[]; readonly actor: Actor },
  kind: LocatedImport<Row, C>,
): Promise<LocatedOutcome> {
  const { schema, table, keyOfRow, valuesOf, initialOf, keyOf } = kind;
  const { accepted, refused } = parseRows(rows, schema, keyOfRow);
  const organisations = await findOrganisationIds(
    transaction,
    accepted.map(({ organisationCode }) => organisationCode),
  );
  const unknown: RefusedRow[] = [];
  const placed: { readonly row: Row; readonly values: NewValues<C> }[] = [];
  for (const row of accepted) {
    const { index, organisationCode: code } = row;
    const organisationId = organisations.get(code);
    if (organisationId !== undefined) placed.push({ row, values: valuesOf(row, organisationId) });
    else unknown.push({ index, refusal: refusal('ORGANISATION_UNKNOWN', { code }) });
  }

  const known = await findKnown(
    transaction,
    kind,
    placed.map(({ values }) => values),
  );
  const fresh: NewValues<C>[] = [];
  let updated = 0;
  for (const { row, values } of placed) {
    const before = known.get(keyOf(values));
    if (before === undefined) {
      fresh.push({ ...values, ...initialOf?.(row) });
    } else if (differs(before, values)) {
      const happening = { type: `${table.subject}.updated`, actor };
      await updateUnlessOvertaken(transaction, table, before, values, happening);
      updated += 1;
    }
  }
  await insertAllRecorded(transaction, table, fresh, { type: kind.created, actor });
  const outcome = {
    created: fresh.length,
    updated,
    unchanged: placed.length - fresh.length - updated,
    refused: [...refused, ...unknown],
  };
  return { outcome, organisationIds: [...organisations.values()] };
}

async function findKnown<Row extends LocatedRow, C extends Columns>(
  transaction: Transaction,
  { table, lookUp, keyOf }: LocatedImport<Row, C>,
  all: readonly NewValues<C>[],
): Promise<ReadonlyMap<string, RowOf<GovernedTable<C>>>> {
  const wanted = all.map((values) => String(values[lookUp]));
  const found = await findRowsIn(transaction, table, lookUp, wanted);
  return new Map(found.map((known) => [keyOf(known), known]));
}

function differs(before: object, values: object): boolean {
  const present = new Map<string, unknown>(Object.entries(before));
  return Object.entries(values).some(([name, value]) => present.get(name) !== value);
}
