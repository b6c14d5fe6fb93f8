import { LAST_DAY, plainRuleOf, ruleFrom, type PlainRule } from './plain-rule';
import { findRuleProblem } from './rule';

test.each<[PlainRule, string]>([
  [{ every: 'week', interval: 1, weekdays: ['SA'] }, 'FREQ=WEEKLY;BYDAY=SA'],
  [{ every: 'week', interval: 2, weekdays: ['MO', 'TH'] }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
  [{ every: 'month', interval: 1, day: 15 }, 'FREQ=MONTHLY;BYMONTHDAY=15'],
  [{ every: 'month', interval: 3, day: LAST_DAY }, 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1'],
])('%j is written %s, taken and read again', (plain, rule) => {
  expect(ruleFrom(plain)).toBe(rule);
  expect(findRuleProblem(rule)).toBeNull();
  expect(plainRuleOf(rule)).toEqual(plain);
});

test('the days of a week are written Monday first, however they were chosen', () => {
  const rule = ruleFrom({ every: 'week', interval: 1, weekdays: ['SU', 'MO'] });
  expect(rule).toBe('FREQ=WEEKLY;BYDAY=MO,SU');
});

test.each([
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=SA;COUNT=3',
  'FREQ=WEEKLY;BYDAY=TH,MO',
  'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA',
  'FREQ=WEEKLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=SA',
  'FREQ=MONTHLY;BYMONTHDAY=01',
  '',
])('"%s" says more, or is written otherwise', (rule) => {
  expect(plainRuleOf(rule)).toBeNull();
});
