import { neutralOf, storedOf, type DatabaseKind, type NeutralValue } from './neutral-values';

const MOMENT = '2026-10-01T02:03:04.005Z';
const MILLISECONDS = Date.parse(MOMENT);

/** What each database gives for a value, what a back-up holds, and what each database is given. */
const cases: [type: string, given: unknown, neutral: NeutralValue, stored: Stored][] = [
  ['datetime', MILLISECONDS, MOMENT, { sqlite: MILLISECONDS, postgres: MOMENT }],
  ['datetime', new Date(MOMENT), MOMENT, { sqlite: MILLISECONDS, postgres: MOMENT }],
  ['datetime', String(MILLISECONDS), MOMENT, { sqlite: MILLISECONDS, postgres: MOMENT }],
  ['datetime', '2026-10-01 02:03:04.005', MOMENT, { sqlite: MILLISECONDS, postgres: MOMENT }],
  ['datetime', '2026-10-01T10:03:04.005+08:00', MOMENT, { sqlite: MILLISECONDS, postgres: MOMENT }],
  [
    'datetime',
    -1,
    '1969-12-31T23:59:59.999Z',
    { sqlite: -1, postgres: '1969-12-31T23:59:59.999Z' },
  ],
  ['boolean', 1, true, { sqlite: 1, postgres: true }],
  ['boolean', 0, false, { sqlite: 0, postgres: false }],
  ['boolean', false, false, { sqlite: 0, postgres: false }],
  ['boolean', null, null, { sqlite: null, postgres: null }],
  ['bigInteger', '9007199254740993', '9007199254740993', same('9007199254740993')],
  ['bigInteger', 7, '7', same('7')],
  ['integer', 7, 7, same(7)],
  ['decimal', 82.5, 82.5, same(82.5)],
  ['double', 22.84015678901234, 22.84015678901234, same(22.84015678901234)],
  ['jsonb', '{"b":1,"a":null}', '{"b":1,"a":null}', same('{"b":1,"a":null}')],
  ['jsonb', { a: 1 }, '{"a":1}', same('{"a":1}')],
  // A document that says null is not the same as none.
  ['jsonb', 'null', 'null', same('null')],
  ['jsonb', null, null, same(null)],
  ['date', '2026-10-01', '2026-10-01', same('2026-10-01')],
  ['string', '先锋\n"镇"', '先锋\n"镇"', same('先锋\n"镇"')],
  ['string', '1', '1', same('1')],
  ['text', undefined, null, same(null)],
];

type Stored = Readonly<Record<DatabaseKind, NeutralValue>>;

function same(value: NeutralValue): Stored {
  return { sqlite: value, postgres: value };
}

it.each(cases)('a %s %j is held as %j and put back', (type, given, neutral, stored) => {
  expect(neutralOf(type, given)).toBe(neutral);
  for (const kind of ['sqlite', 'postgres'] as const) {
    expect(storedOf(kind, type, neutral)).toBe(stored[kind]);
  }
});
