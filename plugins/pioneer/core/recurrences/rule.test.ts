import { findRuleProblem } from './rule';

test.each([
  ['every day', 'FREQ=DAILY'],
  ['every third day', 'FREQ=DAILY;INTERVAL=3'],
  ['ten times', 'FREQ=DAILY;COUNT=10'],
  ['every Saturday', 'FREQ=WEEKLY;BYDAY=SA'],
  ['every other week, on two days', 'FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,TH'],
  ['until the end of the year', 'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231'],
  ['on the last day of the month', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['on the second Tuesday', 'FREQ=MONTHLY;BYDAY=2TU'],
  ['on the last weekday of the month', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
  ['on leap days', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ['on the last Friday of two months', 'FREQ=YEARLY;BYMONTH=6,12;BYDAY=-1FR'],
])('a rule may say: %s', (_what, rule) => {
  expect(findRuleProblem(rule)).toBeNull();
});

test.each([
  ['nothing', '', 'FREQ='],
  ['no frequency', 'BYDAY=MO', 'FREQ='],
  ['words', '每周六', 'FREQ='],
  ['a property with its name', 'RRULE:FREQ=DAILY', 'FREQ='],
  ['more than one date a day', 'FREQ=HOURLY', 'FREQ=HOURLY'],
  ['hours of a day', 'FREQ=DAILY;BYHOUR=9,17', 'BYHOUR=9,17'],
  ['when it begins', 'FREQ=DAILY;DTSTART=20260101', 'DTSTART=20260101'],
  ['a second property', 'FREQ=DAILY\nEXDATE:20260101', 'FREQ=DAILY\nEXDATE:20260101'],
  ['a part twice', 'FREQ=DAILY;INTERVAL=2;INTERVAL=3', 'INTERVAL=3'],
  ['a part without value', 'FREQ=DAILY;INTERVAL', 'INTERVAL'],
  ['a part with two values', 'FREQ=DAILY;INTERVAL=2=3', 'INTERVAL=2=3'],
  ['no interval at all', 'FREQ=DAILY;INTERVAL=0', 'INTERVAL=0'],
  ['an interval of a lifetime', 'FREQ=DAILY;INTERVAL=100', 'INTERVAL=100'],
  ['a day that is none', 'FREQ=WEEKLY;BYDAY=XX', 'BYDAY=XX'],
  ['a numbered day of a week', 'FREQ=WEEKLY;BYDAY=2TU', 'BYDAY=2TU'],
  ['a sixth Monday', 'FREQ=MONTHLY;BYDAY=6MO', 'BYDAY=6MO'],
  ['a month day of 32', 'FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY=32'],
  ['days that are filtered out again', 'FREQ=DAILY;BYMONTH=2', 'BYMONTH=2'],
  ['Fridays that are a 13th', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'BYDAY, BYMONTHDAY'],
  ['a position among nothing', 'FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
  ['a position among one', 'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2', 'BYSETPOS'],
  ['a position that few months have', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5', 'BYSETPOS=5'],
  ['two ends', 'FREQ=DAILY;COUNT=3;UNTIL=20261231', 'COUNT, UNTIL'],
])('a rule may not say %s', (_what, rule, part) => {
  expect(findRuleProblem(rule)).toMatchObject({
    code: 'RECURRENCE_RULE_REFUSED',
    facts: { part, expected: expect.stringMatching(/./) },
  });
});
