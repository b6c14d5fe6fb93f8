import type { Core } from '@strapi/strapi';
import { MAX_CALENDAR_DAYS, type CalendarDayView } from '../../../contract/calendar';
import { daysBetween, isWorkingDay, type CalendarDate } from '../../../core/people/calendar';
import { DAY } from '../../../core/time';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { calendarDays } from './tables';

/** Every day from the first to the last. @throws DomainError CALENDAR_TOO_LONG */
export async function findCalendar(
  strapi: Core.Strapi,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<CalendarDayView[]> {
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (days > MAX_CALENDAR_DAYS) {
    throw new DomainError('CALENDAR_TOO_LONG', { found: days, limit: MAX_CALENDAR_DAYS });
  }
  const found: Record<string, unknown>[] = await strapi.db
    .connection(`${calendarDays.name} as d`)
    .whereBetween('d.date', [from, to])
    .select(selectOf(strapi.db.connection, calendarDays, 'd'));
  const rows = found.map((row) => rowIn(calendarDays, 'd', row));
  const kinds = new Map(rows.map(({ date, kind }) => [date, kind]));
  const names = new Map(rows.map(({ date, name }) => [date, name]));
  return daysBetween(from, to).map((date) => ({
    date,
    isWorkingDay: isWorkingDay(date, kinds),
    kind: kinds.get(date) ?? 'usual',
    name: names.get(date) ?? '',
  }));
}
