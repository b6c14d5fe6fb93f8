import { refusal, type Refusal } from '../errors';

/** What matters of an organisation for its place in the tree. */
export interface Placed {
  readonly code: string;
  readonly parentCode: string | null;
}

export interface OrganisationOrder<Row extends Placed> {
  /** Each level needs only those before it, and what existed already. */
  readonly levels: readonly (readonly Row[])[];
  readonly refused: readonly { readonly row: Row; readonly refusal: Refusal }[];
}

/**
 * Orders new organisations so that every parent comes before its children, whatever the order in
 * which they were given. `existing` are the codes that need no placing. Codes must not repeat.
 */
export function orderOrganisations<Row extends Placed>(
  rows: readonly Row[],
  existing: ReadonlySet<string>,
): OrganisationOrder<Row> {
  const levels: Row[][] = [];
  const placed = new Set(existing);
  let waiting = [...rows];
  for (;;) {
    const level = waiting.filter(({ parentCode }) => parentCode === null || placed.has(parentCode));
    if (level.length === 0) break;
    levels.push(level);
    for (const { code } of level) placed.add(code);
    waiting = waiting.filter(({ code }) => !placed.has(code));
  }
  const byCode = new Map(waiting.map((row) => [row.code, row]));
  return { levels, refused: waiting.map((row) => ({ row, refusal: reasonFor(row, byCode) })) };
}

/** Why a row found no place: its ancestors end at an unknown one, or never end. */
function reasonFor(row: Placed, unplaced: ReadonlyMap<string, Placed>): Refusal {
  const seen = new Set<string>();
  for (let at: Placed | undefined = row; at !== undefined; at = parentOf(at, unplaced)) {
    if (seen.has(at.code)) return refusal('ORGANISATION_CYCLE', { organisation: row.code });
    seen.add(at.code);
  }
  return refusal('ORGANISATION_PARENT_UNKNOWN', { parentCode: row.parentCode });
}

function parentOf(row: Placed, rows: ReadonlyMap<string, Placed>): Placed | undefined {
  return row.parentCode === null ? undefined : rows.get(row.parentCode);
}
