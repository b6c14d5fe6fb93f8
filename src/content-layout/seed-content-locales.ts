import type { Core } from '@strapi/strapi';

const DEFAULT_LOCALE = { code: 'zh-Hans', name: '简体中文' };
const SECOND_LOCALE = { code: 'en', name: 'English' };

/** The part of the i18n plugin that keeps locales. */
interface LocaleKeeper {
  findByCode(code: string): Promise<object | null>;
  create(locale: { code: string; name: string }): Promise<unknown>;
  update(which: { code: string }, change: { name: string }): Promise<unknown>;
  getDefaultLocale(): Promise<string | null>;
  setDefaultLocale(locale: { code: string }): Promise<unknown>;
}

/**
 * Gives a database that was never asked its content languages: Chinese, the default, and English.
 * Strapi by itself starts with English only, unless an environment variable that its i18n plugin
 * reads while it is loaded says otherwise. Runs once in the life of a database, so that languages
 * which administrators add, remove or make the default stay as they are; and content that somebody
 * wrote already keeps its default language. Runs after the i18n plugin has started.
 */
export async function seedContentLocales(strapi: Core.Strapi): Promise<void> {
  const memory = strapi.store({ type: 'project', name: 'content_locales', key: 'seeded' });
  if ((await memory.get({})) === true) return;

  const locales: LocaleKeeper = strapi.plugin('i18n').service('locales');
  for (const locale of [DEFAULT_LOCALE, SECOND_LOCALE]) {
    const { code, name } = locale;
    if ((await locales.findByCode(code)) === null) await locales.create(locale);
    else await locales.update({ code }, { name });
  }
  const isStrapisOwnDefault = (await locales.getDefaultLocale()) === SECOND_LOCALE.code;
  if (isStrapisOwnDefault && !(await hasLocalisedContent(strapi))) {
    await locales.setDefaultLocale(DEFAULT_LOCALE);
  }
  await memory.set({ value: true });
}

async function hasLocalisedContent(strapi: Core.Strapi): Promise<boolean> {
  const localisation: { isLocalizedContentType(type: object): boolean } = strapi
    .plugin('i18n')
    .service('content-types');
  const types = Object.values(strapi.contentTypes).filter(localisation.isLocalizedContentType);
  for (const type of types) {
    if ((await strapi.db.query(type.uid).count()) > 0) return true;
  }
  return false;
}
