import { criteriaSchema } from '../../../contract';
import {
  addRow,
  changeRow,
  findLabelProblems,
  findNumberProblem,
  makeKey,
  moveRow,
  readLabelled,
  readNumber,
  readRows,
  removeRow,
  writeRows,
  type RowDraft,
} from './edit-rows';

function row(key: string, zh = '现场整洁'): RowDraft {
  return { key, label: { zh } };
}

const THREE = [row('a'), row('b'), row('c')];
const KEYS = { fixed: new Set<string>(), fallback: 'row' };
const keys = (rows: readonly RowDraft[]) => rows.map(({ key }) => key);

test.each([
  ['from the English label', { zh: '垃圾清运', en: 'Rubbish removed' }, [], 'rubbish-removed'],
  ['without accents', { zh: '', en: 'Évaluation  à midi!' }, [], 'evaluation-a-midi'],
  ['from Latin letters in the Chinese label', { zh: 'PM2.5 监测' }, [], 'pm2-5'],
  ['by number when there are no Latin letters', { zh: '垃圾清运' }, ['row-1'], 'row-2'],
  ['with a number when it is taken', { zh: '', en: 'Photos' }, ['photos'], 'photos-2'],
  ['never starting with a digit', { zh: '', en: '3 photos' }, [], 'photos'],
])('makes a key %s', (_, label, taken, expected) => {
  expect(makeKey(label, new Set(taken), 'row')).toBe(expected);
});

test('makes keys that the contract accepts, however long the label', () => {
  const label = { zh: '很长', en: 'very long words '.repeat(20) };
  const key = makeKey(label, new Set([makeKey(label, new Set(), 'row')]), 'row');
  expect(criteriaSchema.safeParse([{ key, label: { zh: '很长' }, weight: 1 }]).success).toBe(true);
});

describe('changing a label', () => {
  const label = { zh: '垃圾清运', en: 'Rubbish' };

  test('changes a key that was made from the label', () => {
    const added = addRow(THREE, {}, 'row');
    expect(keys(changeRow(added, 3, { label }, KEYS))).toEqual(['a', 'b', 'c', 'rubbish']);
  });

  test('leaves a key that was written by hand', () => {
    expect(keys(changeRow(THREE, 0, { label }, KEYS))).toEqual(['a', 'b', 'c']);
  });

  test('leaves a key that was saved before', () => {
    const saved = [row('row-1')];
    const fixed = { ...KEYS, fixed: new Set(['row-1']) };
    expect(keys(changeRow(saved, 0, { label }, fixed))).toEqual(['row-1']);
    expect(keys(changeRow(saved, 0, { label }, KEYS))).toEqual(['rubbish']);
  });
});

test.each([
  [0, 1, ['b', 'a', 'c']],
  [2, 0, ['c', 'a', 'b']],
  [0, -1, ['a', 'b', 'c']],
  [2, 3, ['a', 'b', 'c']],
])('moves place %i to %i', (from, to, expected) => {
  expect(keys(moveRow(THREE, from, to))).toEqual(expected);
  expect(keys(THREE)).toEqual(['a', 'b', 'c']);
});

test('removes one and leaves the others as they are', () => {
  expect(removeRow(THREE, 1)).toEqual([THREE[0], THREE[2]]);
});

test.each([
  ['an empty label', row('d', ' '), { 'label.zh': 'missing' }],
  ['an empty key', row(''), { key: 'missing' }],
  ['a key with a space', row('d e'), { key: 'malformed' }],
  ['a key that another row has', row('a'), { key: 'repeated' }],
  ['nothing in a complete row', row('d'), {}],
])('names %s', (_, added, expected) => {
  expect(findLabelProblems([...THREE, added], 3)).toEqual(expected);
});

test.each([
  [null, 'missing'],
  [-1, 'malformed'],
  [4.5, 'malformed'],
  [101, 'malformed'],
  [0, null],
  [100, null],
])('finds of the number %s from 0 to 100: %s', (found, problem) => {
  expect(findNumberProblem(found, 0, 100)).toBe(problem);
});

test.each([
  ['', null],
  ['45', 45],
  ['４５', 45],
  ['4.5', 4.5],
  ['-4', undefined],
  ['1e3', undefined],
  ['.', undefined],
])('reads the number "%s"', (text, expected) => {
  expect(readNumber(text)).toBe(expected);
});

test('lets the form hold a list only when the server will accept it', () => {
  expect(writeRows(THREE, () => true)).toEqual(THREE);
  const held = writeRows(THREE, () => false);
  expect(() => JSON.parse(String(held))).toThrow();
  expect(readRows(held, readLabelled)).toEqual(THREE);
});

test('reads what is stored and refuses what is no list of rows', () => {
  expect(readRows(null, readLabelled)).toEqual([]);
  expect(readRows(JSON.stringify(THREE), readLabelled)).toEqual(THREE);
  expect(readRows({ rows: THREE }, readLabelled)).toBeNull();
  expect(readRows([...THREE, 'd'], readLabelled)).toBeNull();
  expect(readRows('[{', readLabelled)).toBeNull();
});
