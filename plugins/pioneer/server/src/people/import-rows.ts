import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import type { ImportResult } from '../../../contract/people';
import { presentRefusal } from '../../../contract/refusals';
import { refusal, type Refusal } from '../../../core/errors';
import type { Language } from '../../../core/words';
import { updateRecorded, type Happening } from '../record/recorded-writes';
import type { Columns, ValuesOf } from '../shared/columns';
import { isUniqueViolation, transact, type Transaction } from '../shared/database';
import type { GovernedTable, RowOf } from '../shared/table';

/** A row of an import that could not be used, by its place from 0. */
export interface RefusedRow {
  readonly index: number;
  readonly refusal: Refusal;
}

export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** A row that the contract accepts, with its place. */
export type Indexed<Row> = Row & { readonly index: number };

/** Someone else changed a row between our reading and our writing it. */
export class OvertakenError extends Error {}

/** Changes a row as `updateRecorded` does. @throws OvertakenError when somebody else was first */
export async function updateUnlessOvertaken<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  before: RowOf<GovernedTable<C>>,
  changes: Partial<ValuesOf<C>>,
  happening: Happening,
): Promise<void> {
  const after = await updateRecorded(transaction, table, before, changes, happening);
  if (after === null) throw new OvertakenError();
}

/**
 * Parses rows one by one, so that a bad one does not keep the others out. Of rows with the same
 * key the first counts.
 */
export function parseRows<Row>(
  rows: readonly unknown[],
  schema: z.ZodType<Row>,
  keyOf: (row: Row) => string,
): { readonly accepted: Indexed<Row>[]; readonly refused: RefusedRow[] } {
  const accepted: Indexed<Row>[] = [];
  const refused: RefusedRow[] = [];
  const keys = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const parsed = schema.safeParse(row);
    if (!parsed.success) {
      refused.push({ index, refusal: invalidRow(parsed.error) });
    } else if (keys.has(keyOf(parsed.data))) {
      refused.push({ index, refusal: refusal('ROW_REPEATED', { key: keyOf(parsed.data) }) });
    } else {
      keys.add(keyOf(parsed.data));
      accepted.push({ ...parsed.data, index });
    }
  }
  return { accepted, refused };
}

function invalidRow({ issues }: z.ZodError): Refusal {
  const fields = [...new Set(issues.map(({ path, message }) => path.join('.') || message))];
  return refusal('INPUT_INVALID', { count: issues.length, fields: fields.join(', ') });
}

/**
 * Runs an import in one transaction. Two imports at once may make or change the same row: the one
 * that loses is run again, and then finds what the other wrote.
 */
export async function transactImport<Result>(
  strapi: Core.Strapi,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await transact(strapi, work);
  } catch (error) {
    if (!isUniqueViolation(error) && !(error instanceof OvertakenError)) throw error;
    return transact(strapi, work);
  }
}

/** Refused rows as they are answered, in the order in which they were sent. */
export function presentRefusedRows(
  refused: readonly RefusedRow[],
  language: Language,
): ImportResult['refused'] {
  return [...refused]
    .sort((one, other) => one.index - other.index)
    .map((row) => ({ index: row.index, refusal: presentRefusal(row.refusal, language) }));
}
