import { organisationRowSchema, type OrganisationRow as Row } from '../../../contract/people';
import { refusal, type Refusal } from '../../../core/errors';
import { orderOrganisations } from '../../../core/people/order-organisations';
import { followOrganisations } from '../audience/follow-claimants';
import { repeatJobs, repeatJobsAbove } from '../jobs/request-job';
import type { Actor } from '../record/event-table';
import { insertAllRecorded, insertDerived } from '../record/recorded-writes';
import { waitForLock } from '../shared/advisory-locks';
import type { Transaction } from '../shared/database';
import { findRowsIn } from '../shared/rows';
import {
  parseRows,
  updateUnlessOvertaken,
  type ImportOutcome,
  type Indexed,
  type RefusedRow,
} from './import-rows';
import { organisationClosures, organisations, type OrganisationRow } from './tables';

/** An organisation that is in the database, by code. */
type Known = Map<string, OrganisationRow>;

/**
 * Makes organisations, and changes name and kind of those that exist. Parents may come in the same
 * import, before or after their children. The closure table grows in the same transaction.
 *
 * A row that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED,
 * ORGANISATION_PARENT_UNKNOWN, ORGANISATION_PARENT_FIXED, ORGANISATION_CYCLE.
 */
export async function importOrganisations(
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
): Promise<ImportOutcome> {
  const { accepted, refused } = parseRows(request.rows, organisationRowSchema, ({ code }) => code);
  await waitForLock(transaction, 'tree');
  const known = await findKnown(transaction, accepted);
  const existing = accepted.filter(({ code }) => known.has(code));
  const fresh = accepted.filter(({ code }) => !known.has(code));
  const changed = await changeExisting(transaction, existing, known, request.actor);
  const order = orderOrganisations(fresh, new Set(known.keys()));
  await insertLevels(transaction, order.levels, known, request.actor);
  const created = fresh.flatMap(({ code }) => known.get(code)?.id ?? []);
  await repeatConcerned(transaction, created, changed.ofOtherKind);
  await followOrganisations(transaction, [...created, ...changed.ofOtherKind]);
  const unplaced = order.refused.map(({ row, refusal: reason }) => ({
    index: row.index,
    refusal: reason,
  }));
  return {
    created: fresh.length - unplaced.length,
    updated: changed.updated,
    unchanged: existing.length - changed.updated - changed.refused.length,
    refused: [...refused, ...changed.refused, ...unplaced],
  };
}

/** Of which kind an organisation is may put its members in or out of an audience anywhere. */
async function repeatConcerned(
  transaction: Transaction,
  created: readonly string[],
  ofOtherKind: readonly string[],
): Promise<void> {
  const kinds = ['openUnits', 'enrol'] as const;
  if (ofOtherKind.length > 0) await repeatJobs(transaction, kinds);
  else await repeatJobsAbove(transaction, kinds, created);
}

/** The organisations that the rows name, as themselves or as parents. */
async function findKnown(transaction: Transaction, rows: readonly Row[]): Promise<Known> {
  const codes = rows.flatMap(({ code, parentCode }) => [code, parentCode ?? code]);
  const found = await findRowsIn(transaction, organisations, 'code', codes);
  return new Map(found.map((organisation) => [organisation.code, organisation]));
}

async function changeExisting(
  transaction: Transaction,
  rows: readonly Indexed<Row>[],
  known: Known,
  actor: Actor,
): Promise<{
  readonly updated: number;
  /** Ids of those whose kind changed. */
  readonly ofOtherKind: readonly string[];
  readonly refused: readonly RefusedRow[];
}> {
  const refused: RefusedRow[] = [];
  const ofOtherKind: string[] = [];
  let updated = 0;
  for (const row of rows) {
    const before = known.get(row.code);
    if (before === undefined) continue;
    const reason = findMove(row, before, known);
    if (reason !== null) {
      refused.push({ index: row.index, refusal: reason });
    } else if (before.name !== row.name || before.kind !== row.kind) {
      const changes = { name: row.name, kind: row.kind };
      const happening = { type: 'organisation.updated', actor };
      await updateUnlessOvertaken(transaction, organisations, before, changes, happening);
      updated += 1;
      if (before.kind !== row.kind) ofOtherKind.push(before.id);
    }
  }
  return { updated, ofOtherKind, refused };
}

/** An import never moves an organisation: its subtree's history belongs where it was. */
function findMove(row: Row, before: OrganisationRow, known: Known): Refusal | null {
  const parentId = row.parentCode === null ? null : (known.get(row.parentCode)?.id ?? undefined);
  return parentId === before.parentId
    ? null
    : refusal('ORGANISATION_PARENT_FIXED', { code: row.code });
}

/** An organisation above another one, and how far. */
interface Above {
  readonly id: string;
  readonly depth: number;
}

async function insertLevels(
  transaction: Transaction,
  levels: readonly (readonly Row[])[],
  known: Known,
  actor: Actor,
): Promise<void> {
  const above = await findAbove(transaction, levels.flat(), known);
  const happening = { type: 'organisation.created', actor };
  for (const level of levels) {
    const values = level.map(({ code, name, kind, parentCode }) => {
      const parentId = parentCode === null ? null : (known.get(parentCode)?.id ?? null);
      return { code, name, kind, parentId };
    });
    const inserted = await insertAllRecorded(transaction, organisations, values, happening);
    for (const organisation of inserted) {
      known.set(organisation.code, organisation);
      const parents =
        organisation.parentId === null ? [] : (above.get(organisation.parentId) ?? []);
      const itself = { id: organisation.id, depth: 0 };
      above.set(organisation.id, [
        itself,
        ...parents.map(({ id, depth }) => ({ id, depth: depth + 1 })),
      ]);
    }
    await insertClosures(transaction, inserted, above);
  }
}

/** What lies above the parents that existed before. */
async function findAbove(
  transaction: Transaction,
  rows: readonly Row[],
  known: Known,
): Promise<Map<string, Above[]>> {
  const parentIds = rows.flatMap(({ parentCode }) => known.get(parentCode ?? '')?.id ?? []);
  const found = await findRowsIn(transaction, organisationClosures, 'descendantId', parentIds);
  const above = new Map<string, Above[]>();
  for (const { ancestorId, descendantId, depth } of found) {
    above.set(descendantId, [...(above.get(descendantId) ?? []), { id: ancestorId, depth }]);
  }
  return above;
}

async function insertClosures(
  transaction: Transaction,
  inserted: readonly OrganisationRow[],
  above: ReadonlyMap<string, readonly Above[]>,
): Promise<void> {
  const pairs = inserted.flatMap(({ id }) =>
    (above.get(id) ?? []).map((ancestor) => ({
      ancestorId: ancestor.id,
      descendantId: id,
      depth: ancestor.depth,
    })),
  );
  await insertDerived(transaction, organisationClosures, pairs);
}
