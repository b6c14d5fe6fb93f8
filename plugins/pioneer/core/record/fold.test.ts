import * as fc from 'fast-check';
import type { Image } from './canonical';
import { changesBetween, findDifference, foldChanges, heldIn } from './fold';

test('the first event of a row carries all of it', () => {
  expect(changesBetween(null, { a: 1, b: null })).toEqual({ a: 1, b: null });
});

test('a later event carries the columns that differ and no others', () => {
  const before = { state: 'active', percent: 10, score: null, scores: { a: 1, b: 2 } };
  const after = { state: 'submitted', percent: 10, score: null, scores: { b: 2, a: 1 } };
  expect(changesBetween(before, after)).toEqual({ state: 'submitted' });
});

test('a value that becomes null is a change', () => {
  expect(changesBetween({ lease: '2026' }, { lease: null })).toEqual({ lease: null });
});

test('a column that a later version of the table adds is a change once it holds something', () => {
  expect(changesBetween({ a: 1 }, { a: 1, b: null })).toEqual({});
  expect(changesBetween({ a: 1 }, { a: 1, b: 2 })).toEqual({ b: 2 });
});

const value = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.dictionary(fc.string(), fc.integer()),
);
const image: fc.Arbitrary<Image> = fc.record({ a: value, b: value, c: value, d: value });

test('folding all changes gives the row as it is', () => {
  fc.assert(
    fc.property(fc.array(image, { minLength: 1 }), (versions) => {
      let folded: Image = {};
      let before: Image | null = null;
      for (const after of versions) {
        folded = foldChanges(folded, changesBetween(before, after));
        before = after;
      }
      expect(findDifference(folded, before ?? {})).toBeNull();
    }),
  );
});

test('the difference names the first column, what is recorded and what is there', () => {
  const recorded = { state: 'accepted', score: 81, percent: 100 };
  const found = { state: 'accepted', score: 99, percent: 0 };
  expect(findDifference(recorded, found)).toEqual({ column: 'percent', recorded: 100, found: 0 });
});

test('a column that is missing on one side is a difference unless the other side is empty', () => {
  expect(findDifference({ a: 1 }, {})).toEqual({ column: 'a', recorded: 1, found: undefined });
  expect(findDifference({}, { a: 0 })).toEqual({ column: 'a', recorded: undefined, found: 0 });
  expect(findDifference({}, { a: null })).toBeNull();
});

test('a digest takes what an image holds, so that an empty column that came later is no part of it', () => {
  expect(heldIn({ a: 0, b: null, c: { d: null }, e: '' })).toEqual({ a: 0, c: { d: null }, e: '' });
});

test('1 and "1" are different, 1 and 1.0 are not', () => {
  expect(findDifference({ a: 1 }, { a: '1' })).not.toBeNull();
  expect(findDifference({ a: 1 }, { a: 1.0 })).toBeNull();
});
