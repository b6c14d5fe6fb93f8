import { SEARCHED_LENGTH, searchTextOf, searchWordsOf } from './search-text';

function finds(query: string, ...texts: (string | null)[]): boolean {
  const text = searchTextOf(texts);
  return searchWordsOf(query).every((word) => text.includes(word));
}

describe('a search', () => {
  it.each([
    ['a part of a Chinese text', '河道', ['清理河道垃圾'], true],
    ['any case', 'RIVER', ['Clean the river'], true],
    ['letters with accents in any case', 'ÉCOLE', ['Près de l’école'], true],
    ['full-width letters and digits as half-width ones', 'Ａ区１２号', ['a区12号'], true],
    ['half-width ones as full-width ones', 'a区12号', ['Ａ区１２号'], true],
    ['words that stand apart, in any order', '垃圾 河道', ['清理河道', '沿岸垃圾'], true],
    ['words that a Chinese space parts', '垃圾　河道', ['清理河道', '沿岸垃圾'], true],
    ['nothing when a word is missing', '垃圾 公园', ['清理河道', '沿岸垃圾'], false],
    ['no word that only two texts together make', '道沿', ['清理河道', '沿岸垃圾'], false],
    ['what a missing text leaves', '河道', [null, '河道'], true],
    ['other characters not at all', '河道', ['湖泊'], false],
  ])('finds %s', (_, query, texts, expected) => {
    expect(finds(query, ...texts)).toBe(expected);
  });
});

describe('the text that a search looks into', () => {
  it.each(['a', '河', '𠮷'])('is as long as fits into an index, of "%s"', (character) => {
    const text = searchTextOf([character.repeat(SEARCHED_LENGTH + 1)]);

    expect(text).toBe(character.repeat(SEARCHED_LENGTH));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2400);
  });

  it('is not cut when it fits', () => {
    expect(searchTextOf(['河'.repeat(500), '道'.repeat(99)])).toHaveLength(SEARCHED_LENGTH);
  });
});
