import type { Language } from '../../contract';

/**
 * Names of our own types in the Content Manager, by their display names, which is how Strapi looks
 * them up. Labels of fields are not here: an administrator may change those.
 */
const CHINESE_NAMES: Readonly<Record<string, string>> = {
  'Work standard': '工作标准',
  Workflow: '流程',
  Organisation: '组织',
  Member: '成员',
};

/** The names of our types in a language. */
export function typeWords(language: Language): Readonly<Record<string, string>> {
  if (language === 'zh') return CHINESE_NAMES;
  return Object.fromEntries(Object.keys(CHINESE_NAMES).map((name) => [name, name]));
}
