import type { Core } from '@strapi/strapi';
import { DateTime, IANAZone } from 'luxon';
import type { CalendarDate } from '../../../core/people/calendar';
import type { Instant } from '../../../core/time';

/** The same time of day so many months later, where the town is; the last day of a shorter month. */
export function monthsLater(strapi: Core.Strapi, instant: Instant, months: number): Instant {
  return DateTime.fromMillis(instant, { zone: zoneOf(strapi) })
    .plus({ months })
    .toMillis();
}

/** The month that a moment belongs to where the town is: 2026-05. */
export function monthOf(strapi: Core.Strapi, instant: Instant): string {
  return DateTime.fromMillis(instant, { zone: zoneOf(strapi) }).toFormat('yyyy-MM');
}

/** The day of a moment where the town is. */
export function dayOf(strapi: Core.Strapi, instant: Instant): CalendarDate {
  return DateTime.fromMillis(instant, { zone: zoneOf(strapi) }).toFormat('yyyy-MM-dd');
}

/** The moment at which a full hour begins on a day of the town; midnight is 0. */
export function momentAt(strapi: Core.Strapi, date: CalendarDate, hour = 0): Instant {
  return DateTime.fromISO(date, { zone: zoneOf(strapi) })
    .set({ hour })
    .toMillis();
}

/** The town's time zone, such as Asia/Shanghai. */
export function zoneOf(strapi: Core.Strapi): string {
  return strapi.config.get<string>('plugin::pioneer.timeZone');
}

export function isTimeZone(zone: unknown): boolean {
  return typeof zone === 'string' && IANAZone.isValidZone(zone);
}
