import { findAnswersProblem, type Answers } from './answers';
import type { FormField } from './form';

const OPTIONS = ['red', 'blue', 'green'].map((key) => ({ key, label: { zh: key } }));

function field(key: string, type: FormField['type'], parts: Partial<FormField> = {}): FormField {
  const takesOptions = type === 'choice' || type === 'choices';
  return {
    key,
    type,
    label: { zh: key },
    required: false,
    options: takesOptions ? OPTIONS : [],
    limits: { least: null, most: null },
    ...parts,
  };
}

const FORM = [
  field('note', 'text', { limits: { least: 2, most: 5 } }),
  field('bags', 'number', { limits: { least: -1, most: 10.5 } }),
  field('colour', 'choice'),
  field('colours', 'choices', { limits: { least: 1, most: 2 } }),
  field('day', 'date'),
  field('done', 'yesNo'),
];

test.each<[string, Answers]>([
  ['nothing, where nothing is required', {}],
  ['a text at its lower limit', { note: '两字' }],
  ['a text at its upper limit', { note: '一二三四五' }],
  ['characters as people count them', { note: '🌳🌳🌳🌳🌳' }],
  ['a number at its lower limit', { bags: -1 }],
  ['a number at its upper limit', { bags: 10.5 }],
  ['0, which is a number', { bags: 0 }],
  ['one of the options', { colour: 'green' }],
  ['as many choices as are allowed', { colours: ['red', 'green'] }],
  ['a day', { day: '2026-05-01' }],
  ['the day of a leap year', { day: '2028-02-29' }],
  ['no, which is an answer', { done: false }],
  ['an input that was left empty', { note: '  ', colour: '', colours: [], day: '' }],
  ['everything', { note: '清理', bags: 3, colour: 'red', colours: ['blue'], done: true }],
])('answers may hold %s', (_what, answers) => {
  expect(findAnswersProblem(FORM, answers)).toBeNull();
});

test.each<[string, Answers, string, object]>([
  ['a key that is not asked', { noise: 'x' }, 'ANSWER_UNKNOWN', { key: 'noise' }],
  ['a key of every object', { constructor: 'x' }, 'ANSWER_UNKNOWN', { key: 'constructor' }],
  ['a number for a text', { note: 12 }, 'ANSWER_TYPE_OFF', { key: 'note', type: 'text' }],
  ['a text for a number', { bags: '12' }, 'ANSWER_TYPE_OFF', { key: 'bags', type: 'number' }],
  ['a number that is none', { bags: Number.NaN }, 'ANSWER_TYPE_OFF', { key: 'bags' }],
  ['a list for a choice', { colour: ['red'] }, 'ANSWER_TYPE_OFF', { key: 'colour' }],
  ['a text for choices', { colours: 'red' }, 'ANSWER_TYPE_OFF', { key: 'colours' }],
  ['a text for yes', { done: 'yes' }, 'ANSWER_TYPE_OFF', { key: 'done', type: 'yesNo' }],
  ['a number for no', { done: 0 }, 'ANSWER_TYPE_OFF', { key: 'done' }],
  ['a day that there is not', { day: '2026-02-30' }, 'ANSWER_TYPE_OFF', { key: 'day' }],
  ['a day of no leap year', { day: '2026-02-29' }, 'ANSWER_TYPE_OFF', { key: 'day' }],
  ['a year for a day', { day: '2026' }, 'ANSWER_TYPE_OFF', { key: 'day' }],
  ['a moment for a day', { day: '2026-05-01T10:00:00Z' }, 'ANSWER_TYPE_OFF', { key: 'day' }],
  ['a day as people write it', { day: '1.5.2026' }, 'ANSWER_TYPE_OFF', { key: 'day' }],
  ['a text too short', { note: '一' }, 'ANSWER_OUTSIDE_LIMITS', { found: 1, range: '2 … 5' }],
  ['a text too long', { note: '一二三四五六' }, 'ANSWER_OUTSIDE_LIMITS', { found: 6 }],
  ['a number too small', { bags: -1.01 }, 'ANSWER_OUTSIDE_LIMITS', { range: '-1 … 10.5' }],
  ['a number too large', { bags: 11 }, 'ANSWER_OUTSIDE_LIMITS', { key: 'bags', found: 11 }],
  [
    'too many choices',
    { colours: ['red', 'blue', 'green'] },
    'ANSWER_OUTSIDE_LIMITS',
    { found: 3 },
  ],
  ['what is no option', { colour: 'black' }, 'ANSWER_NOT_AN_OPTION', { key: 'colour' }],
  ['one choice that is no option', { colours: ['red', 'black'] }, 'ANSWER_NOT_AN_OPTION', {}],
  ['one choice twice', { colours: ['red', 'red'] }, 'ANSWER_REPEATED', { key: 'colours' }],
])('answers with %s are refused', (_what, answers, code, facts) => {
  const problem = findAnswersProblem(FORM, answers);
  expect(problem?.code).toBe(code);
  expect(problem?.facts).toMatchObject(facts);
});

test.each<[FormField['type'], Answers]>([
  ['text', {}],
  ['text', { a: ' \n' }],
  ['number', {}],
  ['choice', { a: '' }],
  ['choices', { a: [] }],
  ['date', { a: '' }],
  ['yesNo', {}],
])('a required %s is missing in %j', (type, answers) => {
  const form = [field('a', type, { required: true })];
  expect(findAnswersProblem(form, answers)).toEqual({
    code: 'ANSWER_MISSING',
    facts: { key: 'a' },
  });
});

test('a limit on one side leaves the other open', () => {
  const most = [field('a', 'number', { limits: { least: null, most: 5 } })];
  expect(findAnswersProblem(most, { a: -1e9 })).toBeNull();
  expect(findAnswersProblem(most, { a: 6 })?.facts.range).toBe('… 5');
});
