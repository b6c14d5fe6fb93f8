import type { Schedule } from '../../../contract/recurrences';
import { isoOf } from '../../../core/time';
import type { Actor } from '../record/event-table';
import { updateLocked } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { assertSchedule, scheduleOf } from './assert-schedule';
import { assertRuleIsNew } from './assert-rule-is-new';
import { planAgain } from './plan-again';
import { recurrences, type RecurrenceRow } from './tables';

interface Request {
  readonly id: string;
  readonly version: number;
  readonly actor: Actor;
}

/**
 * Changes when work recurs. Dates that have an opening stay; the new ones begin at once, or with
 * the first day.
 *
 * @throws DomainError NOT_FOUND, RECURRENCE_*, VERSION_OUTDATED
 */
export async function editRecurrence(
  transaction: Transaction,
  request: Request & Schedule,
): Promise<void> {
  assertSchedule(request);
  await planAgain(transaction);
  const before = await getRunning(transaction, request);
  await assertRuleIsNew(transaction, [before], request.rule);
  const happening = { type: 'recurrence.updated', actor: request.actor };
  await updateLocked(transaction, recurrences, before, scheduleOf(request), happening);
}

/**
 * Makes no more dates. Those that have an opening stay, and so do the claims on them.
 *
 * @throws DomainError NOT_FOUND, RECURRENCE_ENDED, VERSION_OUTDATED
 */
export async function endRecurrence(transaction: Transaction, request: Request): Promise<void> {
  const before = await getRunning(transaction, request);
  const happening = { type: 'recurrence.ended', actor: request.actor };
  const changes = { endedAt: transaction.now };
  await updateLocked(transaction, recurrences, before, changes, happening);
}

/** The recurrence, locked. */
async function getRunning(
  transaction: Transaction,
  { id, version }: Request,
): Promise<RecurrenceRow> {
  const found = await findRow(transaction, recurrences, { id }, { isLocked: true });
  if (found === null) throw new DomainError('NOT_FOUND');
  if (found.endedAt !== null) {
    throw new DomainError('RECURRENCE_ENDED', { endedAt: isoOf(found.endedAt) });
  }
  assertVersion(found, version);
  return found;
}
