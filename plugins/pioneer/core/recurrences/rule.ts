import { refusal, type Refusal } from '../errors';

const WEEKDAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const MONTH = '(?:[1-9]|1[0-2])';
const MONTH_DAY = '[+-]?(?:[1-9]|[12]\\d|3[01])';

/** A pattern of a whole value, or of a list of such values. */
const whole = (one: string) => new RegExp(`^${one}$`);
const listOf = (one: string) => new RegExp(`^${one}(?:,${one})*$`);

/**
 * What the parts of a rule may be, with what a refusal says of it. RFC 5545 has more; this is what
 * gives at most one date a day, and of which a few thousand steps find the next date or none.
 */
const PARTS = {
  FREQ: [whole('(?:DAILY|WEEKLY|MONTHLY|YEARLY)'), 'FREQ=DAILY, WEEKLY, MONTHLY, YEARLY'],
  INTERVAL: [whole('[1-9]\\d?'), 'INTERVAL=1 … 99'],
  COUNT: [whole('[1-9]\\d{0,2}'), 'COUNT=1 … 999'],
  UNTIL: [whole('20\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'), 'UNTIL=20261231'],
  WKST: [whole(WEEKDAY), 'WKST=MO … SU'],
  BYMONTH: [listOf(MONTH), 'BYMONTH=1 … 12'],
  BYMONTHDAY: [listOf(MONTH_DAY), 'BYMONTHDAY=1 … 31, -1 … -31'],
  BYDAY: [listOf(`(?:[+-]?[1-5])?${WEEKDAY}`), 'BYDAY=MO … SU, 1MO … 5MO, -1MO … -5MO'],
  BYSETPOS: [listOf('[+-]?[1-4]'), 'BYSETPOS=1 … 4, -1 … -4'],
} as const satisfies Record<string, readonly [RegExp, string]>;

type Part = keyof typeof PARTS;

const ALWAYS: readonly Part[] = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL'];

/** Which parts a rule may have beside those, by its frequency. */
const TAKEN = new Map<string, readonly Part[]>([
  ['DAILY', ALWAYS],
  ['WEEKLY', [...ALWAYS, 'WKST', 'BYDAY']],
  ['MONTHLY', [...ALWAYS, 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']],
  ['YEARLY', [...ALWAYS, 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']],
]);

/** Longer than any rule that has each part once and every day of a month. */
export const MAX_RULE_LENGTH = 200;

/**
 * Why a rule, written as RFC 5545 writes it, is not taken; null when it is. What it means is not
 * looked at here: a library reads that.
 */
export function findRuleProblem(rule: string): Refusal | null {
  const parts = rule.split(';').map((text) => {
    const [name = '', ...rest] = text.split('=');
    return { text, name, value: rest.join('=') };
  });
  const values = new Map(parts.map(({ name, value }) => [name, value]));
  const frequency = values.get('FREQ') ?? '';
  const taken = TAKEN.get(frequency);
  if (taken === undefined) return off(`FREQ=${frequency}`, PARTS.FREQ[1]);
  for (const [index, { text, name, value }] of parts.entries()) {
    const part = taken.find((known) => known === name);
    const isRepeated = parts.findIndex((other) => other.name === name) < index;
    if (part === undefined || isRepeated) return off(text, taken.join(', '));
    const [pattern, expected] = PARTS[part];
    if (!pattern.test(value)) return off(text, expected);
  }
  return findClash(values);
}

/** Parts that together would give no date, or that RFC 5545 keeps apart. */
function findClash(values: ReadonlyMap<string, string>): Refusal | null {
  const isPlain = !/\d/.test(values.get('BYDAY') ?? '1');
  if (values.has('COUNT') && values.has('UNTIL')) return off('COUNT, UNTIL', 'COUNT | UNTIL');
  if (values.has('BYDAY') && values.has('BYMONTHDAY')) {
    return off('BYDAY, BYMONTHDAY', 'BYDAY | BYMONTHDAY');
  }
  if (values.has('BYSETPOS') && !isPlain) return off('BYSETPOS', 'BYDAY=MO,TU;BYSETPOS=-1');
  const isWeekly = values.get('FREQ') === 'WEEKLY' && values.has('BYDAY');
  return isWeekly && !isPlain ? off(`BYDAY=${values.get('BYDAY')}`, 'BYDAY=MO … SU') : null;
}

function off(part: string, expected: string): Refusal {
  return refusal('RECURRENCE_RULE_REFUSED', { part, expected });
}
