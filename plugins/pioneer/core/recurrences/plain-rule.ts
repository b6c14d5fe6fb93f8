/** The days of the week as RFC 5545 writes them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The last day of a month, however long it is. */
export const LAST_DAY = -1;

/** What most rules say, so that a form can ask for it: certain days of the week, or one of the month. */
export type PlainRule =
  | { readonly every: 'week'; readonly interval: number; readonly weekdays: readonly Weekday[] }
  | {
      readonly every: 'month';
      readonly interval: number;
      /** 1 to 31, which shorter months leave out, or LAST_DAY. */
      readonly day: number;
    };

/** A plain rule as RFC 5545 writes it, always in the same way. */
export function ruleFrom(plain: PlainRule): string {
  const frequency = plain.every === 'week' ? 'WEEKLY' : 'MONTHLY';
  const interval = plain.interval === 1 ? '' : `;INTERVAL=${plain.interval}`;
  const days =
    plain.every === 'week'
      ? `BYDAY=${WEEKDAYS.filter((day) => plain.weekdays.includes(day)).join(',')}`
      : `BYMONTHDAY=${plain.day}`;
  return `FREQ=${frequency}${interval};${days}`;
}

const PLAIN =
  /^FREQ=(?<frequency>WEEKLY|MONTHLY)(?:;INTERVAL=(?<interval>\d+))?;(?:BYDAY=(?<weekdays>[A-Z,]+)|BYMONTHDAY=(?<day>-1|\d+))$/;

/** What a rule says when it is as plain as that; null when it says more, or is written otherwise. */
export function plainRuleOf(rule: string): PlainRule | null {
  const found = PLAIN.exec(rule)?.groups ?? {};
  const interval = Number(found.interval ?? 1);
  const weekdays = WEEKDAYS.filter((day) => found.weekdays?.split(',').includes(day));
  const plain: PlainRule =
    found.frequency === 'WEEKLY'
      ? { every: 'week', interval, weekdays }
      : { every: 'month', interval, day: Number(found.day) };
  return ruleFrom(plain) === rule ? plain : null;
}
