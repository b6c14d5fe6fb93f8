import type { CalendarRow } from 'strapi-plugin-pioneer/contract';

/** Holidays that lie on the same days every year. */
const HOLIDAYS = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/** The holidays of these years. */
export function holidaysOf(years: readonly number[]): CalendarRow[] {
  return years.flatMap((year) =>
    HOLIDAYS.map(([day, name]) => ({ date: `${year}-${day}`, kind: 'holiday' as const, name })),
  );
}
