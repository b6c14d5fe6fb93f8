/**
 * How a content type or a component looks in the admin panel, in Chinese and in English.
 *
 * Strapi keeps this (labels, descriptions, order, columns) in the database and in one language.
 * Here it is written once, beside the code, and used twice: `seedContentLayouts` puts it into the
 * database, and the admin panel shows every editor the words of their own language.
 * Pure data: this folder's layouts are bundled into the admin panel and import nothing of a server.
 */

/** One text in both languages of the admin panel. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

/** Columns of the 12-column grid that a field may take. Blocks, components and JSON always take 12. */
export type Width = 4 | 6 | 8 | 12;

/** The fields of one line, from left to right. */
export type Row = readonly (readonly [field: string, width: Width])[];

export interface FieldLayout {
  readonly label: Phrase;
  /** What to write and what happens then; shown below the field. */
  readonly help?: Phrase;
  readonly placeholder?: Phrase;
  /** Shown, but never edited by hand: rules write it. */
  readonly readOnly?: true;
  /** For a relation: the attribute of the target that stands for it in lists and pickers. */
  readonly shows?: string;
  /** For an enumeration: the word for every value. */
  readonly values?: Readonly<Record<string, Phrase>>;
}

interface Layout {
  readonly uid: string;
  readonly name: Phrase;
  /** The attribute that stands for an entry in lists, pickers and headings. */
  readonly mainField: string;
  /** Cards of the edit view, from top to bottom; what belongs to one question shares a card. */
  readonly sections: readonly (readonly Row[])[];
  readonly fields: Readonly<Record<string, FieldLayout>>;
}

export interface ComponentLayout extends Layout {
  readonly kind: 'component';
}

export interface TypeLayout extends Layout {
  readonly kind: 'type';
  /** Rules make and remove its entries, and refuse it to everybody else. */
  readonly isRuled?: true;
  /** Columns of the list view; empty for a single type. */
  readonly columns: readonly string[];
  readonly sort: { readonly by: string; readonly order: 'ASC' | 'DESC' };
}

export type ContentLayout = ComponentLayout | TypeLayout;

/** Languages of the admin panel, by the code that Strapi gives them. */
export type EditorLanguage = 'zh-Hans' | 'en';

/** The text of a phrase for a language of the admin panel; anything unknown reads English. */
export function say(phrase: Phrase, language: string): string {
  return language === 'zh-Hans' ? phrase.zh : phrase.en;
}

/** The name as schema files have it: in both languages, for places that Strapi cannot translate. */
export function displayNameOf({ name }: ContentLayout): string {
  return `${name.zh} ${name.en}`;
}
