import {
  APPOINTER_WORDS,
  CLAIM_MODE_WORDS,
  CLAIMANT_KIND_WORDS,
  COMMAND_WORDS,
  DAY_KIND_WORDS,
  FIELD_TYPE_WORDS,
  FIELD_WORDS,
  LANGUAGES,
  MEMBERSHIP_ROLE_WORDS,
  MOMENT_WORDS,
  ROLE_WORDS,
  STATE_WORDS,
  wordOf,
} from './words';
import { EXPRESSION_FIELDS } from './work/audience';
import { DAY_KINDS } from './people/calendar';
import { APPOINTERS } from './people/posts';
import { MEMBERSHIP_ROLES } from './people/roles';
import { EVIDENCE_FIELDS, EVIDENCE_MOMENTS } from './evidence/rules';
import { FIELD_TYPES } from './work/form';
import { CLAIM_MODES, CLAIM_STATES, CLAIMANT_KINDS } from './work/states';
import { CLAIM_COMMANDS, CLAIM_ROLES } from './work/transitions';

/** Fields that refusals name: what a task lacks, its dates out of order, figures of rules. */
const FIELDS = [
  ...['title', 'organisation', 'standard', 'workflow'],
  ...['opensAt', 'closesAt', 'dueAt'],
  ...['leaseHours', 'appealWindowDays', 'offerHours', 'liveLimit', 'coolDownHours', 'extensions'],
  ...Object.values(EVIDENCE_FIELDS),
  ...EXPRESSION_FIELDS,
];

type Words = Record<string, { zh: string; en: string }>;

const TABLES: [name: string, keys: readonly string[], words: Words][] = [
  ['state', CLAIM_STATES, STATE_WORDS],
  ['command', CLAIM_COMMANDS, COMMAND_WORDS],
  ['role', CLAIM_ROLES, ROLE_WORDS],
  ['role of a membership', MEMBERSHIP_ROLES, MEMBERSHIP_ROLE_WORDS],
  ['appointer', APPOINTERS, APPOINTER_WORDS],
  ['kind of day', DAY_KINDS, DAY_KIND_WORDS],
  ['kind of claimant', CLAIMANT_KINDS, CLAIMANT_KIND_WORDS],
  ['claim mode', CLAIM_MODES, CLAIM_MODE_WORDS],
  ['field', FIELDS, FIELD_WORDS],
  ['type of field', FIELD_TYPES, FIELD_TYPE_WORDS],
  ['moment', EVIDENCE_MOMENTS, MOMENT_WORDS],
];

test.each(TABLES)('every %s has its word, and no word is left over', (_name, keys, words) => {
  expect(Object.keys(words).sort()).toEqual([...keys].sort());
  for (const word of Object.values(words)) {
    expect(Object.keys(word).sort()).toEqual([...LANGUAGES].sort());
  }
});

test.each(TABLES)('every %s reads differently from the others', (_name, _keys, words) => {
  for (const language of LANGUAGES) {
    const read = Object.values(words).map((word) => word[language]);
    expect(new Set(read).size).toBe(read.length);
  }
});

test.each(TABLES)('every %s is Chinese in Chinese and ASCII in English', (_name, _keys, words) => {
  for (const word of Object.values(words)) {
    expect(word.zh).toMatch(/^\p{Script=Han}+$/u);
    expect(word.en).toMatch(/^[a-z]+( [a-z]+| \([a-z]+\))*$/);
  }
});

test('lists of words are joined as their language joins them', () => {
  expect(wordOf('expected', 'active, returned', 'zh')).toBe('进行中、已退回');
  expect(wordOf('expected', 'active, returned', 'en')).toBe('active, returned');
});

test.each([
  ['missing', 'organisation, standard', '负责组织、工作标准', 'organisation, work standard'],
  ['earlier', 'opensAt', '开始认领时间', 'start of claiming'],
  ['later', 'dueAt', '完成期限', 'due date'],
  ['field', 'leaseHours', '认领有效期', 'lease (hours)'],
])('the fact "%s" names fields as people read them', (fact, value, zh, en) => {
  expect([wordOf(fact, value, 'zh'), wordOf(fact, value, 'en')]).toEqual([zh, en]);
});

test('what is no word of ours stays as it is', () => {
  expect(wordOf('expected', '72', 'zh')).toBe('72');
  expect(wordOf('slots', 'active', 'zh')).toBe('active');
  expect(wordOf('state', 'constructor', 'zh')).toBe('constructor');
  expect(wordOf('constructor', 'state', 'zh')).toBe('state');
});
