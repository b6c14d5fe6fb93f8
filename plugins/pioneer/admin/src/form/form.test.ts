import { formSchema } from '../../../contract';
import { changeType, findFieldProblems, isFormComplete, NEW_FIELD, readField } from './form';
import type { FieldDraft } from './form';
import { readOptions, writeOptions } from './options-text';

function field(key: string, parts: Partial<FieldDraft> = {}): FieldDraft {
  return { key, label: { zh: '清运袋数' }, ...NEW_FIELD, ...parts };
}

const limits = (least: number | null, most: number | null) => ({ limits: { least, most } });
const CLEAN = { key: 'clean', label: { zh: '干净', en: 'Clean' } };
const DIRTY = { key: 'dirty', label: { zh: '脏' } };

test.each<[string, Partial<FieldDraft>, object]>([
  ['a choice without options', { type: 'choice' }, { options: 'missing' }],
  ['an option twice', { type: 'choices', options: [CLEAN, CLEAN] }, { options: 'repeated' }],
  [
    'an option without a label',
    { type: 'choice', options: [{ key: 'clean', label: { zh: '' } }] },
    { options: 'malformed' },
  ],
  ['options of a text', { options: [CLEAN] }, { options: 'malformed' }],
  ['limits that exclude everything', limits(5, 4), { most: 'malformed' }],
  ['limits of a date', { type: 'date', ...limits(1, null) }, { most: 'malformed' }],
  ['nothing in a new field with a label', {}, {}],
  ['nothing in a choice', { type: 'choice', options: [CLEAN, DIRTY] }, {}],
])('names %s', (_, parts, expected) => {
  const fields = [field('first'), field('second', parts)];
  expect(findFieldProblems(fields, 1)).toEqual(expected);
  expect(isFormComplete(fields)).toBe(Object.keys(expected).length === 0);
});

test('calls a form complete exactly when the contract accepts it', () => {
  const fields = [
    field('note', limits(1, 200)),
    field('state', { type: 'choice', options: [CLEAN] }),
  ];
  expect(isFormComplete(fields)).toBe(true);
  expect(formSchema.parse(fields)).toEqual(fields);
  expect(isFormComplete([])).toBe(true);
  expect(isFormComplete([field('a'), field('a')])).toBe(false);
});

test('a field that changes its type loses what the other type does not take', () => {
  const choice = field('state', { type: 'choice', options: [CLEAN] });
  expect(changeType(choice, 'choices').options).toEqual([CLEAN]);
  expect(changeType(choice, 'text').options).toEqual([]);
  expect(changeType(field('note', limits(1, 9)), 'number').limits).toEqual({ least: 1, most: 9 });
  expect(changeType(field('note', limits(1, 9)), 'date')).toMatchObject(limits(null, null));
});

test('reads a field of which only the name is known', () => {
  expect(readField({ key: 'bags', label: { zh: '清运袋数' } })).toEqual(field('bags'));
  expect(readField('bags')).toBeNull();
});

test('options are written one a line, and read back as they were', () => {
  expect(writeOptions([CLEAN, DIRTY])).toBe('clean = 干净 | Clean\ndirty = 脏');
  expect(readOptions(writeOptions([CLEAN, DIRTY]))).toEqual([CLEAN, DIRTY]);
});

test.each([
  ['', []],
  ['干净 | Clean\n\n 脏 ', [CLEAN, { key: 'option-1', label: { zh: '脏' } }]],
  ['clean ＝ 干净 ｜ Clean', [CLEAN]],
  ['干净|Clean\nclean=干净|Clean', [{ ...CLEAN, key: 'clean-2' }, CLEAN]],
  ['A = 好', [{ key: 'a', label: { zh: 'A = 好' } }]],
  ['clean = ', [{ key: 'clean', label: { zh: '' } }]],
])('reads the options in %j', (text, options) => {
  expect(readOptions(text)).toEqual(options);
});
