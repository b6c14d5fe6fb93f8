import { LAST_DAY, plainRuleOf, WEEKDAYS, type Schedule, type Weekday } from '../../../contract';
import { useWords } from '../use-words';

/** A Monday; the days of the week follow it. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY = 24 * 60 * 60 * 1000;

/** How people read schedules and days in the language of the panel. */
export function useScheduleText() {
  const { t, locale } = useWords();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  // A day of the town has no zone: in UTC it is the day that is written.
  const dayFormat = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });

  const weekday = (day: Weekday): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      MONDAY + WEEKDAYS.indexOf(day) * DAY,
    );

  const rule = (text: string): string => {
    const plain = plainRuleOf(text);
    if (plain === null) return text;
    const { interval } = plain;
    if (plain.every === 'week') {
      return t('recurrences.rule.week', {
        interval,
        days: list.format(plain.weekdays.map(weekday)),
      });
    }
    return plain.day === LAST_DAY
      ? t('recurrences.rule.month.last', { interval })
      : t('recurrences.rule.month', { interval, day: plain.day });
  };

  return {
    weekday,
    days: (dates: readonly string[]): string =>
      dates.map((date) => dayFormat.format(new Date(date))).join(t('recurrences.next.joint')),
    when: (schedule: Schedule): string =>
      t('recurrences.when', { rule: rule(schedule.rule), hour: schedule.hour }),
  };
}
