import { findFormProblem, type FormField } from './form';

const NO_LIMITS = { least: null, most: null };
const options = (...keys: string[]) => keys.map((key) => ({ key, label: { zh: key } }));

function field(parts: Partial<FormField> = {}): FormField {
  const empty = { required: false, options: [], limits: NO_LIMITS };
  return { key: 'a', label: { zh: '甲' }, type: 'text', ...empty, ...parts };
}

const limited = (type: FormField['type'], least: number | null, most: number | null) =>
  field({ type, limits: { least, most } });
const choices = (least: number | null, most: number | null) => ({
  ...limited('choices', least, most),
  options: options('red', 'blue'),
});

test.each<[string, FormField[]]>([
  ['without fields', []],
  ['with a text', [field()]],
  ['with a text of 10 to 5000 characters', [limited('text', 10, 5000)]],
  ['with a text of exactly 11 characters', [limited('text', 11, 11)]],
  ['with a number below 0 and a fraction', [limited('number', -2.5, -0.5)]],
  ['with the number 0 alone', [limited('number', 0, 0)]],
  ['with a choice of one option', [field({ type: 'choice', options: options('red') })]],
  ['with as many choices as there are options', [choices(2, 2)]],
  ['with more choices than there are options allowed', [choices(null, 5)]],
  ['with a date', [field({ type: 'date', required: true })]],
  ['with two fields', [field(), field({ key: 'b', type: 'yesNo' })]],
])('a form %s can be filled in', (_what, form) => {
  expect(findFormProblem(form)).toBeNull();
});

test.each<[string, FormField[], string, object]>([
  ['one key twice', [field(), field({ type: 'date' })], 'FORM_FIELDS_REPEATED', { key: 'a' }],
  ['nothing to choose', [field({ type: 'choice' })], 'FORM_CHOICE_WITHOUT_OPTIONS', { key: 'a' }],
  [
    'one option twice',
    [field({ type: 'choices', options: options('red', 'blue', 'red') })],
    'FORM_OPTIONS_REPEATED',
    { key: 'a', option: 'red' },
  ],
  [
    'options of a text',
    [field({ options: options('red') })],
    'FORM_OPTIONS_NOT_TAKEN',
    { key: 'a', type: 'text' },
  ],
  [
    'a limit of a date',
    [field({ key: 'b' }), limited('date', 1, null)],
    'FORM_LIMITS_NOT_TAKEN',
    { key: 'a', type: 'date' },
  ],
  ['a limit of yes', [limited('yesNo', null, 0)], 'FORM_LIMITS_NOT_TAKEN', { type: 'yesNo' }],
  [
    'a limit of a single choice',
    [{ ...limited('choice', 1, null), options: options('red') }],
    'FORM_LIMITS_NOT_TAKEN',
    { type: 'choice' },
  ],
  ['half a character', [limited('text', 0.5, null)], 'FORM_LIMIT_OFF', { key: 'a', found: 0.5 }],
  ['fewer characters than none', [limited('text', -1, null)], 'FORM_LIMIT_OFF', { found: -1 }],
  ['a book', [limited('text', null, 5001)], 'FORM_LIMIT_OFF', { found: 5001 }],
  ['a number beyond numbers', [limited('number', null, 1e15)], 'FORM_LIMIT_OFF', { found: 1e15 }],
  [
    'a lower limit above the upper',
    [limited('number', 5, 4)],
    'FORM_LIMITS_EXCLUDE_ALL',
    { key: 'a', least: 5, most: 4 },
  ],
  ['no characters at all', [limited('text', null, 0)], 'FORM_LIMITS_EXCLUDE_ALL', { most: 0 }],
  ['no choices at all', [choices(0, 0)], 'FORM_LIMITS_EXCLUDE_ALL', { most: 0 }],
  ['more choices than options', [choices(3, null)], 'FORM_LIMITS_EXCLUDE_ALL', { least: 3 }],
])('a form with %s is refused', (_what, form, code, facts) => {
  const problem = findFormProblem(form);
  expect(problem?.code).toBe(code);
  expect(problem?.facts).toMatchObject(facts);
});
