import { daysLater, type CalendarDate, type Exceptions } from '../../../core/people/calendar';
import { calendarDays } from '../people/tables';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';

/** Longer than any days off in a row: what lies around a span may be put off into it, or out of it. */
const MARGIN_DAYS = 60;

/** What the calendar says of the days from the first to the last, and of those around them. */
export async function findExceptions(
  { trx }: Reading,
  first: CalendarDate,
  last: CalendarDate,
): Promise<Exceptions> {
  const found: Record<string, unknown>[] = await trx(`${calendarDays.name} as d`)
    .whereBetween('d.date', [daysLater(first, -MARGIN_DAYS), daysLater(last, MARGIN_DAYS)])
    .select(selectOf(trx, calendarDays, 'd'));
  return new Map(
    found.map((row) => {
      const { date, kind } = rowIn(calendarDays, 'd', row);
      return [date, kind];
    }),
  );
}
