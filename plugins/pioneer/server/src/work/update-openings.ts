import { groupBy } from 'lodash';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import type { Instant } from '../../../core/time';
import type { Subject } from '../../../core/work/terms';
import { updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRows } from '../shared/rows';
import type { WantedUnits } from '../units/select-units';
import { promoteWaiting } from './change-claim';
import { compareUnits } from './compare-units';
import { ownValues, type OpeningValues } from './opening-values';
import type { TaskDocument } from './publish-task';
import type { PublishedTask } from './published-task';
import { claims, openings, type OpeningRow } from './tables';

/** How a task is published now. */
export interface Publication {
  readonly values: OpeningValues;
  /** Null: the task has no units, or its units are dates. */
  readonly wanted: WantedUnits | null;
  readonly task: PublishedTask;
}

/**
 * Brings the openings that a task has already up to date, set-wise; those whose unit the task is
 * not about any more are closed.
 *
 * @returns the kinds of units that the openings are about
 * @throws DomainError TASK_SLOTS_BELOW_TAKEN
 */
export async function updateOpenings(
  transaction: Transaction,
  { uid, documentId, actor }: TaskDocument,
  { values, wanted, task }: Publication,
): Promise<ReadonlySet<string>> {
  const subject = { uid, id: documentId };
  const rows = await lockOpenings(transaction, subject);
  const strangers = wanted === null ? new Set() : await findStrangers(transaction, subject, wanted);
  const isWanted = (opening: OpeningRow) =>
    opening.unitKind === task.unitKind &&
    isToCome(opening, transaction.now) &&
    !strangers.has(opening.id);
  const changed = rows.flatMap((opening) => {
    const target = isWanted(opening) ? targetOf(opening, { values, task }) : CLOSED;
    assertCapacity(opening, target);
    const changes = differing(opening, target);
    return Object.keys(changes).length === 0 ? [] : [{ opening, changes }];
  });
  const alike = groupBy(changed, ({ changes }) => canonicalJson(changes as unknown as Json));
  for (const group of Object.values(alike)) {
    const changes = group[0]?.changes ?? {};
    const type = changes.state === 'closed' ? 'opening.closed' : 'opening.updated';
    const members = group.map(({ opening }) => opening);
    await updateAllRecorded(transaction, openings, members, changes, { type, actor });
  }
  if (changed.length > 0) await promoteAll(transaction, subject);
  return new Set(rows.map(({ unitKind }) => unitKind));
}

const CLOSED: OpeningValues = { state: 'closed' };

/** A date that is over is not opened once more; one that was left open stays so. */
function isToCome({ unitKind, state, dueAt }: OpeningRow, now: Instant): boolean {
  return unitKind !== 'date' || state === 'open' || (dueAt !== null && dueAt > now);
}

/** What an opening is to be now; a date is due at its own time, and has a slot for each holder. */
function targetOf(
  opening: OpeningRow,
  { values, task }: Pick<Publication, 'values' | 'task'>,
): OpeningValues {
  if (opening.unitKind === 'none') return { ...values, ...ownValues(task) };
  if (opening.unitKind !== 'date') return values;
  const memberSlots = Math.max(values.memberSlots ?? 0, opening.memberTaken);
  return { ...values, memberSlots, dueAt: opening.dueAt };
}

/** All openings of a task, so that nobody takes a slot before the transaction ends. */
export async function lockOpenings(
  transaction: Transaction,
  { uid, id }: Subject,
): Promise<OpeningRow[]> {
  return findRows(transaction, openings, { taskUid: uid, taskId: id }, { isLocked: true });
}

/** The openings whose unit the task is not about any more. */
async function findStrangers(
  { trx }: Transaction,
  task: Subject,
  wanted: WantedUnits,
): Promise<ReadonlySet<string>> {
  const strangers = compareUnits(trx, task, wanted).whereNull('pair.place');
  return new Set(await strangers.pluck<string[]>('pair.openingId'));
}

function assertCapacity(opening: OpeningRow, values: OpeningValues): void {
  const kinds = [
    [values.memberSlots, opening.memberTaken],
    [values.organisationSlots, opening.organisationTaken],
  ] as const;
  for (const [slots, taken] of kinds) {
    if (slots !== undefined && slots < taken) {
      throw new DomainError('TASK_SLOTS_BELOW_TAKEN', { slots, taken });
    }
  }
}

function differing(opening: OpeningRow, values: OpeningValues): OpeningValues {
  const present = new Map<string, unknown>(Object.entries(opening));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => present.get(name) !== value),
  );
}

/** New slots go to who waits for them. */
async function promoteAll(transaction: Transaction, { uid, id }: Subject): Promise<void> {
  const waiting: { id: string }[] = await transaction
    .trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .where({ 'o.task_uid': uid, 'o.task_id': id, 'c.state': 'waiting' })
    .distinct({ id: 'c.opening_id' });
  for (const opening of waiting) await promoteWaiting(transaction, opening.id);
}
