/**
 * A text as searching compares it: capital and small letters are the same, and so are full-width
 * and half-width characters, on every database.
 */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** What a search looks into, out of the texts of a thing. */
export function searchTextOf(texts: readonly (string | null)[]): string {
  return texts.map((text) => fold(text ?? '')).join('\n');
}

/** The words of a query, all of which must be found. */
export function searchWordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/u))].filter((word) => word !== '');
}
