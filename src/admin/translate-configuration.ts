import { CONTENT_LAYOUTS } from '../content-layout/content-layouts';
import { say, type ContentLayout, type FieldLayout, type Phrase } from '../content-layout/layout';

/** How the Content Manager's server answers, as far as words are concerned. */
export interface ConfigurationAnswer {
  readonly contentType: ModelConfiguration & { readonly options?: object };
  readonly components: Readonly<Record<string, ModelConfiguration>>;
}

interface ModelConfiguration {
  readonly uid: string;
  readonly metadatas: Readonly<Record<string, FieldMetadata>>;
}

interface FieldMetadata {
  readonly edit: Readonly<Record<string, unknown>>;
  readonly list: Readonly<Record<string, unknown>>;
}

const LAYOUTS = new Map(CONTENT_LAYOUTS.map((layout) => [layout.uid, layout]));

/** Attributes that Strapi gives to every type, labelled by their names in code. */
const SYSTEM_FIELDS: Readonly<Record<string, Phrase>> = {
  id: { zh: '序号', en: 'ID' },
  documentId: { zh: '文档编号', en: 'Document ID' },
  createdAt: { zh: '创建时间', en: 'Created' },
  updatedAt: { zh: '更新时间', en: 'Updated' },
  publishedAt: { zh: '发布时间', en: 'Published' },
  createdBy: { zh: '创建人', en: 'Created by' },
  updatedBy: { zh: '更新人', en: 'Updated by' },
  locale: { zh: '语言', en: 'Language' },
  localizations: { zh: '语言版本', en: 'Language versions' },
};

/**
 * Gives the labels and descriptions of a view in a language. What an administrator wrote by hand
 * is none of the known texts and stays as it is. The cards of the edit view travel along in the
 * options, where `groupIntoCards` finds them.
 */
export function translateConfiguration(
  answer: ConfigurationAnswer,
  language: string,
): ConfigurationAnswer {
  const { contentType, components } = answer;
  return {
    ...answer,
    contentType: {
      ...translateModel(contentType, language),
      options: { ...contentType.options, cards: cardsOf(contentType.uid) },
    },
    components: Object.fromEntries(
      Object.entries(components).map(([uid, model]) => [uid, translateModel(model, language)]),
    ),
  };
}

/** The name of a type or component; null for what has no layout. */
export function nameOf(uid: string, language: string): string | null {
  const layout = LAYOUTS.get(uid);
  return layout === undefined ? null : say(layout.name, language);
}

/** The label of a field for places that know nothing but type and field. */
export function labelOf(uid: string, field: string, language: string): string | null {
  const phrase = LAYOUTS.get(uid)?.fields[field]?.label ?? SYSTEM_FIELDS[field];
  return phrase === undefined ? null : say(phrase, language);
}

function translateModel<M extends ModelConfiguration>(model: M, language: string): M {
  const layout = LAYOUTS.get(model.uid);
  const metadatas = Object.entries(model.metadatas).map(([name, metadata]) => [
    name,
    translateField(metadata, { name, field: layout?.fields[name], language }),
  ]);
  return { ...model, metadatas: Object.fromEntries(metadatas) };
}

interface FieldContext {
  readonly name: string;
  readonly field: FieldLayout | undefined;
  readonly language: string;
}

function translateField({ edit, list }: FieldMetadata, context: FieldContext): FieldMetadata {
  const { name, field, language } = context;
  const label = field?.label ?? SYSTEM_FIELDS[name];
  const speak = (text: unknown, phrase: Phrase | undefined) =>
    phrase !== undefined && isOurs(text, phrase, name) ? say(phrase, language) : text;
  return {
    edit: {
      ...edit,
      label: speak(edit.label, label),
      description: speak(edit.description, field?.help),
      placeholder: speak(edit.placeholder, field?.placeholder),
    },
    list: { ...list, label: speak(list.label, label) },
  };
}

/** Whoever saves a view saves the words of their language; and Strapi labels by the name in code. */
function isOurs(text: unknown, { zh, en }: Phrase, name: string): boolean {
  return text === zh || text === en || text === name;
}

/** The fields that begin a card. */
function cardsOf(uid: string): string[] {
  const sections: ContentLayout['sections'] = LAYOUTS.get(uid)?.sections ?? [];
  return sections.flatMap(([row]) => (row?.[0] === undefined ? [] : [row[0][0]]));
}
