import admin from './zh-Hans/admin.json';
import contentManager from './zh-Hans/content-manager.json';
import i18n from './zh-Hans/i18n.json';
import upload from './zh-Hans/upload.json';

/**
 * Chinese for what Strapi 5.54 shows editors in English: it ships the Chinese of the Content
 * Manager under keys that nothing looks up, and has none for the new Media Library. Left out on
 * purpose: paid features, AI and the Content-Type Builder, which this panel does not show or only
 * developers see.
 */
export const CHINESE: Readonly<Record<string, string>> = {
  ...admin,
  ...prefixed('content-manager', contentManager),
  ...prefixed('i18n', i18n),
  ...prefixed('upload', upload),
};

function prefixed(plugin: string, texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${plugin}.${key}`, text]));
}
