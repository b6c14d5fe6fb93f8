import type { z } from 'zod';
import {
  householdRowSchema,
  spotRowSchema,
  type HouseholdImportRow,
  type SpotImportRow,
} from '../../../contract/units';
import { refusal } from '../../../core/errors';
import type { Instant } from '../../../core/time';
import { repeatJobs } from '../jobs/request-job';
import {
  OvertakenError,
  parseRows,
  selectIn,
  type ImportOutcome,
  type Indexed,
  type RefusedRow,
} from '../people/import-rows';
import type { Actor } from '../record/event-table';
import { insertAllRecorded, updateRecorded, type NewValues } from '../record/recorded-writes';
import type { Columns } from '../shared/columns';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import type { GovernedTable, RowOf } from '../shared/table';
import { households, spots } from './tables';

interface Request {
  readonly rows: readonly unknown[];
  readonly actor: Actor;
}

/**
 * Makes spots, and changes organisation, category and place of those that exist; what became of
 * them is theirs. Tasks that are about such spots open the new ones.
 *
 * A row that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED, ORGANISATION_UNKNOWN.
 */
export function importSpots(transaction: Transaction, request: Request): Promise<ImportOutcome> {
  return importUnits<SpotImportRow, typeof spots.columns>(transaction, request, {
    schema: spotRowSchema,
    table: spots,
    created: 'spot.found',
    updated: 'spot.updated',
    valuesOf: ({ category, address, latitude, longitude }) => {
      return { category, address, latitude, longitude };
    },
    initial: ({ foundAt }, now) => ({ foundAt: foundAt === null ? now : Date.parse(foundAt) }),
  });
}

/** Makes households, and moves those that exist to another organisation; refusals as above. */
export function importHouseholds(
  transaction: Transaction,
  request: Request,
): Promise<ImportOutcome> {
  return importUnits<HouseholdImportRow, typeof households.columns>(transaction, request, {
    schema: householdRowSchema,
    table: households,
    created: 'household.created',
    updated: 'household.updated',
    valuesOf: () => ({}),
    initial: () => ({}),
  });
}

type UnitColumns = Pick<typeof spots.columns, 'code' | 'organisationId'> & Columns;

interface UnitImport<Row, C extends UnitColumns> {
  readonly schema: z.ZodType<Row>;
  readonly table: GovernedTable<C>;
  readonly created: string;
  readonly updated: string;
  /** What a row says of the unit beside its code and its organisation. */
  readonly valuesOf: (row: Row) => NewValues<C>;
  /** What only a new unit takes from its row. */
  readonly initial: (row: Row, now: Instant) => NewValues<C>;
}

async function importUnits<
  Row extends { readonly code: string; readonly organisationCode: string },
  C extends UnitColumns,
>(
  transaction: Transaction,
  { rows, actor }: Request,
  { schema, table, created, updated, valuesOf, initial }: UnitImport<Row, C>,
): Promise<ImportOutcome> {
  const { accepted, refused } = parseRows(rows, schema, ({ code }) => code);
  const organisations = await findOrganisationIds(transaction, accepted);
  const strangers: RefusedRow[] = accepted
    .filter(({ organisationCode }) => !organisations.has(organisationCode))
    .map(({ index, organisationCode }) => {
      return { index, refusal: refusal('ORGANISATION_UNKNOWN', { code: organisationCode }) };
    });
  const known = await findKnown(transaction, table, accepted);
  const fresh: NewValues<C>[] = [];
  let changed = 0;
  for (const row of accepted) {
    const organisationId = organisations.get(row.organisationCode);
    if (organisationId === undefined) continue;
    const values: NewValues<C> = { ...valuesOf(row), organisationId };
    const before = known.get(row.code);
    if (before === undefined) {
      fresh.push({ ...values, ...initial(row, transaction.now), code: row.code });
    } else if (differs(before, values)) {
      const happening = { type: updated, actor };
      const after = await updateRecorded(transaction, table, before, values, happening);
      if (after === null) throw new OvertakenError();
      changed += 1;
    }
  }
  await insertAllRecorded(transaction, table, fresh, { type: created, actor });
  if (fresh.length + changed > 0) await repeatJobs(transaction, ['openUnits']);
  return {
    created: fresh.length,
    updated: changed,
    unchanged: accepted.length - strangers.length - fresh.length - changed,
    refused: [...refused, ...strangers],
  };
}

function differs(before: object, values: object): boolean {
  const present = new Map<string, unknown>(Object.entries(before));
  return Object.entries(values).some(([name, value]) => present.get(name) !== value);
}

async function findOrganisationIds(
  { trx }: Transaction,
  rows: readonly { readonly organisationCode: string }[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Set(rows.map(({ organisationCode }) => organisationCode));
  const found = await selectIn([...codes], (part) =>
    trx('pioneer_organisations')
      .whereIn('code', part)
      .select<{ id: string; code: string }[]>({ id: 'document_id', code: 'code' }),
  );
  return new Map(found.map(({ id, code }) => [code, id]));
}

async function findKnown<C extends UnitColumns>(
  { trx }: Transaction,
  table: GovernedTable<C>,
  rows: readonly Indexed<{ readonly code: string }>[],
): Promise<ReadonlyMap<string, RowOf<GovernedTable<C>>>> {
  const found = await selectIn(
    rows.map(({ code }) => code),
    (part) =>
      trx(`${table.name} as u`)
        .whereIn('u.code', part)
        .select<Record<string, unknown>[]>(selectOf(table, 'u')),
  );
  return new Map(found.map((row) => [String(row.u__code), rowIn(table, 'u', row)]));
}
