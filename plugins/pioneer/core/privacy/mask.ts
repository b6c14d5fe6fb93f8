/** What stands for whatever is left out; it does not tell how much that is. */
const STAR = '*';
const FOUR = '****';

/** Surnames of two characters that are no other surname with a given name of one. */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 上官 端木 司马 东方 独孤 南宫 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 ' +
    '申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 壤驷 漆雕 乐正 ' +
    '宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 左丘 西门 第五 梁丘 完颜 欧陽 ' +
    '司馬 東方 諸葛 尉遲 公孫 鮮于 鍾離 長孫'
  ).split(' '),
);

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What readers take for one character, also where it is made of several code points. */
function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text.trim()), ({ segment }) => segment);
}

/**
 * A name as whoever has no reason to know it sees it: the surname and one star, 张*; of a name in
 * Latin letters the first letter. A compound surname stays whole when more follows. A name of one
 * character is hidden altogether.
 */
export function maskName(name: string): string {
  const characters = charactersOf(name);
  if (characters.length === 0) return '';
  if (characters.length === 1) return STAR;
  const [first = '', second = ''] = characters;
  const isCompound = characters.length > 2 && COMPOUND_SURNAMES.has(first + second);
  return `${isCompound ? first + second : first}${STAR}`;
}

/** A mainland number is told without its country, as people write it. */
const MAINLAND = /^\+?86(?=1\d{10}$)/;

/**
 * A phone as whoever need not call it sees it: 138****1234. The shorter a number is the less is left
 * of it, so that what is hidden cannot be tried out.
 */
export function maskPhone(phone: string): string {
  const digits = phone
    .replaceAll(/[^\d+]/g, '')
    .replace(MAINLAND, '')
    .replaceAll('+', '');
  if (digits.length === 0) return phone.trim() === '' ? '' : FOUR;
  if (digits.length >= 11) return `${digits.slice(0, 3)}${FOUR}${digits.slice(-4)}`;
  if (digits.length >= 7) return `${digits.slice(0, 2)}${FOUR}${digits.slice(-2)}`;
  return FOUR;
}

/** An e-mail address without who it is: a***@example.org. What is none is hidden altogether. */
export function maskEmail(email: string): string {
  const trimmed = email.trim();
  if (trimmed === '') return '';
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return '***';
  const [first = ''] = charactersOf(trimmed.slice(0, at));
  const isOneCharacter = first.length === at;
  return `${isOneCharacter ? '' : first}***${trimmed.slice(at)}`;
}
