import { findPasswordRefusal } from './password';

function codeOf(text: string, memberNumber = 'jj-00017'): string | null {
  const bytes = Buffer.byteLength(text, 'utf8');
  return findPasswordRefusal({ text, bytes, memberNumber })?.code ?? null;
}

test.each([
  ['eight characters', 'abcdefg1'],
  ['eight Chinese characters', '春天的河流很清澈'],
  ['eight characters outside the basic plane', '🌊🌿🏡🚲🌾🍵🎋🐟'],
  ['spaces between words', 'a quiet river at night'],
  ['72 bytes', 'ab'.repeat(36)],
  ['24 Chinese characters', '春夏秋冬'.repeat(6)],
])('a password of %s is accepted', (_title, text) => {
  expect(codeOf(text)).toBeNull();
});

test.each([
  ['seven characters', 'abcdef1', 'PASSWORD_TOO_SHORT'],
  ['seven emoji, which are fourteen UTF-16 units', '🌊🌿🏡🚲🌾🍵🎋', 'PASSWORD_TOO_SHORT'],
  ['nothing', '', 'PASSWORD_TOO_SHORT'],
  ['73 bytes', `${'ab'.repeat(36)}c`, 'PASSWORD_TOO_LONG'],
  ['25 Chinese characters, which are 75 bytes', '春夏秋冬天'.repeat(5), 'PASSWORD_TOO_LONG'],
  ['one character repeated', 'aaaaaaaaaa', 'PASSWORD_REPETITIVE'],
  ['one emoji repeated', '🌊'.repeat(9), 'PASSWORD_REPETITIVE'],
  ['the member number', 'jj-00017', 'PASSWORD_HOLDS_NUMBER'],
  ['the member number in other letters', 'my JJ-00017 key', 'PASSWORD_HOLDS_NUMBER'],
])('a password of %s is refused', (_title, text, code) => {
  expect(codeOf(text)).toBe(code);
});

test('a refusal says what was found and what is expected, never the password', () => {
  const refusal = findPasswordRefusal({ text: 'abc', bytes: 3, memberNumber: 'jj-00017' });
  expect(refusal?.facts).toEqual({ found: 3, expected: 8 });
});
