/** Where the admin panel keeps the language of this browser. */
const STORED_LANGUAGE = 'strapi-admin-language';

/**
 * Lets whoever opens the admin panel for the first time meet it in their browser's language:
 * Chinese unless the browser asks for other languages only. Strapi by itself starts in English.
 * A language that somebody chose is kept.
 */
export function chooseFirstLanguage(): void {
  if (window.localStorage.getItem(STORED_LANGUAGE) !== null) return;
  const wanted = window.navigator.languages;
  const isChinese = wanted.length === 0 || wanted.some((language) => language.startsWith('zh'));
  window.localStorage.setItem(STORED_LANGUAGE, isChinese ? 'zh-Hans' : 'en');
}
