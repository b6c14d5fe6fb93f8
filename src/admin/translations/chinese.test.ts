import { dirname, join } from 'node:path';
import { CHINESE } from './chinese';

/** Where Strapi's packages keep the English texts, and what they put before their keys. */
const ENGLISH_FILES: readonly [packageName: string, folder: string, prefix: string][] = [
  ['@strapi/admin', 'dist/admin/admin/src/translations', ''],
  ['@strapi/content-manager', 'dist/admin/translations', 'content-manager.'],
  ['@strapi/i18n', 'dist/admin/translations', 'i18n.'],
  ['@strapi/upload', 'dist/admin/translations', 'upload.'],
];

const english = new Map<string, string>();

beforeAll(async () => {
  for (const [name, folder, prefix] of ENGLISH_FILES) {
    const root = dirname(require.resolve(`${name}/package.json`));
    const file = join(root, folder, 'en.json.js');
    const texts = ((await import(file)) as { default: Record<string, string> }).default;
    for (const [key, text] of Object.entries(texts)) english.set(prefix + key, text);
  }
});

/** What a text is filled with: `{count}`, `{number, plural, …}`, `<b>`. */
function blanksOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((found) => found[1] ?? found[2] ?? '');
}

describe('the Chinese of the admin panel', () => {
  it('fills no blank that the English does not have', () => {
    const strange = Object.entries(CHINESE).filter(([key, text]) => {
      const known = blanksOf(english.get(key) ?? text);
      return blanksOf(text).some((blank) => !known.includes(blank));
    });

    expect(strange).toEqual([]);
  });

  it('covers every text of the Content Manager but those of features that are off', () => {
    const off = /^content-manager\.(history|preview)\.|ListViewTable\.row-line$/;
    const missing = [...english.keys()].filter(
      (key) => key.startsWith('content-manager.') && !(key in CHINESE) && !off.test(key),
    );

    expect(missing).toEqual([]);
  });

  it('raises its voice nowhere', () => {
    expect(Object.entries(CHINESE).filter(([, text]) => /[!！]/.test(text))).toEqual([]);
  });
});
