import { useCallback } from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import type { Language } from '../../contract';
import type words from './translations/en.json';
import { typeWords } from './type-words';

/** Every text of the panel; a key that is not in the translations does not compile. */
export type WordKey = keyof typeof words;
export type Translate = (key: WordKey, values?: Record<string, PrimitiveType>) => string;

/** The texts of the panel in the administrator's language, and which language of ours that is. */
export function useWords(): { t: Translate; language: Language; locale: string } {
  const { formatMessage, locale } = useIntl();
  const t = useCallback<Translate>(
    (key, values) => formatMessage(messageOf(key), values),
    [formatMessage],
  );
  return { t, language: languageOf(locale), locale };
}

/** For places where the panel itself translates: menus, field names. */
export function messageOf(key: WordKey): { id: string; defaultMessage: string } {
  return { id: `pioneer.${key}`, defaultMessage: key };
}

const LOADERS: Readonly<Record<string, () => Promise<{ default: Record<string, string> }>>> = {
  en: () => import('./translations/en.json'),
  'zh-Hans': () => import('./translations/zh-Hans.json'),
};

/** Which of our languages a locale of the panel reads. */
function languageOf(locale: string): Language {
  return locale.startsWith('zh') ? 'zh' : 'en';
}

/** The texts of one locale with our prefix; none for a locale that we do not speak. */
export async function loadWords(locale: string): Promise<Record<string, string>> {
  const load = LOADERS[locale];
  if (load === undefined) return {};
  const { default: texts } = await load();
  const ours = Object.entries(texts).map(([key, text]) => [`pioneer.${key}`, text]);
  return { ...typeWords(languageOf(locale)), ...(Object.fromEntries(ours) as typeof texts) };
}
