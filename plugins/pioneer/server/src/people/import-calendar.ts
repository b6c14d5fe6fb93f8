import { calendarRowSchema } from '../../../contract/calendar';
import type { Actor } from '../record/event-table';
import { insertAllRecorded } from '../record/recorded-writes';
import { planAgain } from '../recurrences/plan-again';
import type { Transaction } from '../shared/database';
import { findRowsIn } from '../shared/rows';
import { parseRows, updateUnlessOvertaken, type ImportOutcome } from './import-rows';
import { calendarDays, type CalendarDayRow } from './tables';

/**
 * Says of days what their weekday does not: holidays, and the days off that are worked for them.
 * Dates of recurring work that are made already stay; the others follow.
 * A row that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED.
 */
export async function importCalendar(
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
): Promise<ImportOutcome> {
  const { actor } = request;
  const { accepted, refused } = parseRows(request.rows, calendarRowSchema, ({ date }) => date);
  const known = await findKnown(
    transaction,
    accepted.map(({ date }) => date),
  );
  const fresh = accepted.filter(({ date }) => !known.has(date));
  await insertAllRecorded(
    transaction,
    calendarDays,
    fresh.map(({ date, kind, name }) => ({ date, kind, name })),
    { type: 'calendarDay.created', actor },
  );
  let updated = 0;
  for (const { date, kind, name } of accepted) {
    const before = known.get(date);
    if (before === undefined || (before.kind === kind && before.name === name)) continue;
    const happening = { type: 'calendarDay.updated', actor };
    await updateUnlessOvertaken(transaction, calendarDays, before, { kind, name }, happening);
    updated += 1;
  }
  const unchanged = accepted.length - fresh.length - updated;
  if (fresh.length + updated > 0) await planAgain(transaction);
  return { created: fresh.length, updated, unchanged, refused };
}

async function findKnown(
  transaction: Transaction,
  dates: readonly string[],
): Promise<Map<string, CalendarDayRow>> {
  const found = await findRowsIn(transaction, calendarDays, 'date', dates);
  return new Map(found.map((day) => [day.date, day]));
}
