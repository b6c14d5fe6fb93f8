/**
 * A text as searching compares it: capital and small letters are the same, and so are full-width
 * and half-width characters, on every database.
 */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * How many characters of a thing's texts a search looks into. They stand in an index with little else, of
 * which PostgreSQL takes rows of 2,704 bytes at most (a third of a page); a character has up to four.
 */
export const SEARCHED_LENGTH = 600;

/** What a search looks into, out of the texts of a thing: their beginning, when they are very long. */
export function searchTextOf(texts: readonly (string | null)[]): string {
  const text = texts.map((each) => fold(each ?? '')).join('\n');
  return [...text].slice(0, SEARCHED_LENGTH).join('');
}

/** The words of a query, all of which must be found. */
export function searchWordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/u))].filter((word) => word !== '');
}
