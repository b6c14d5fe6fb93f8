import * as fc from 'fast-check';
import { canonicalInstant, canonicalJson, type Json } from './canonical';

test.each<[Json, string]>([
  [null, 'null'],
  [true, 'true'],
  [0, '0'],
  [-0, '0'],
  [1.5, '1.5'],
  ['a"b', '"a\\"b"'],
  ['河', '"河"'],
  [[], '[]'],
  [{}, '{}'],
  [[3, 1, 2], '[3,1,2]'],
  [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
  [{ b: { d: 1, c: [{ f: 1, e: 2 }] }, a: null }, '{"a":null,"b":{"c":[{"e":2,"f":1}],"d":1}}'],
  [{ a: undefined, b: 1 }, '{"b":1}'],
  [{ 10: 1, 9: 2 }, '{"10":1,"9":2}'],
  [{ B: 1, a: 2, é: 3 }, '{"B":1,"a":2,"é":3}'],
])('%j is written as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('the order in which keys were set makes no difference', () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), {
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(entries, (given) => {
      const reversed = Object.fromEntries([...given].reverse());
      expect(canonicalJson(Object.fromEntries(given))).toBe(canonicalJson(reversed));
    }),
  );
});

test('what is written is JSON with the same meaning', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('instants are ISO in UTC with milliseconds, and nothing stays nothing', () => {
  expect(canonicalInstant(Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toBe('2026-01-02T03:04:05.006Z');
  expect(canonicalInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(canonicalInstant(null)).toBeNull();
});
