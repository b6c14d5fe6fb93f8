import { adminApi, type StrapiApp } from '@strapi/strapi/admin';
import { translateConfiguration, type ConfigurationAnswer } from './translate-configuration';
import {
  translateInitialData,
  translatePermissions,
  translateRecent,
  type InitialAnswer,
  type PermissionAnswer,
  type RecentAnswer,
} from './translate-names';

type CreateMiddleware = StrapiApp['middlewares'][number];

/** Answers of the server that carry words for editors, by the name of their query. */
const TRANSLATORS: Readonly<Record<string, (answer: never, language: string) => unknown>> = {
  getContentTypeConfiguration: (answer: ConfigurationAnswer, language) =>
    translateConfiguration(answer, language),
  getInitialData: (answer: InitialAnswer, language) => translateInitialData(answer, language),
  getRecentDocuments: (answer: RecentAnswer, language) => translateRecent(answer, language),
  getRolePermissionLayout: (answer: PermissionAnswer, language) =>
    translatePermissions(answer, language),
};

const TRANSLATED_TAGS = ['ContentTypesConfiguration', 'InitialData', 'RecentDocumentList'] as const;

interface Answer {
  readonly payload: never;
  readonly meta: { readonly arg: { readonly endpointName: string } };
}

/**
 * Shows labels, descriptions and names of types in the language of the editor. Strapi keeps one
 * text for all editors; every answer that carries such texts is translated here on its way into
 * the store, so that every page of the panel speaks the same. Nothing else is touched.
 */
export const speakEditorsLanguage: CreateMiddleware = () => (store) => (next) => (action) => {
  if (action.type === 'adminApi/executeQuery/fulfilled') {
    return next(translate(action, store.getState().admin_app.language.locale));
  }
  const result = next(action);
  if (action.type === 'admin/setLocale') {
    const api = adminApi.enhanceEndpoints({ addTagTypes: TRANSLATED_TAGS });
    store.dispatch(api.util.invalidateTags([...TRANSLATED_TAGS]));
  }
  return result;
};

function translate<A extends Answer>(action: A, language: string): A {
  const translator = TRANSLATORS[action.meta.arg.endpointName];
  if (translator === undefined) return action;
  return { ...action, payload: translator(action.payload, language) };
}
