import type { ContentLayout, FieldLayout, Phrase } from './layout';

/** What the Content Manager stores for a type or component, as far as a layout speaks of it. */
export interface Configuration {
  readonly settings: Record<string, Json>;
  readonly metadatas: Record<string, Record<'edit' | 'list', Record<string, Json>>>;
  readonly layouts: Record<'edit' | 'list', Json>;
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One place in a configuration, and what a layout wants to stand there. */
export interface Wish {
  readonly path: readonly [string, string, ...string[]];
  readonly value: Json;
  /**
   * Values that are the same to an editor: whoever saves the view in English writes the English
   * label, which is no change of the label.
   */
  readonly alike: readonly Json[];
}

const ROWS_A_PAGE = 20;

/** Everything that a layout wants of the Content Manager's configuration. */
export function wishesOf(layout: ContentLayout): Wish[] {
  return [
    exactly(['settings', 'mainField'], layout.mainField),
    ...(layout.kind === 'type' ? listWishes(layout) : []),
    exactly(['layouts', 'edit'], editRows(layout)),
    ...Object.entries(layout.fields).flatMap(([name, field]) => fieldWishes(name, field)),
  ];
}

function listWishes({ columns, sort }: Extract<ContentLayout, { kind: 'type' }>): Wish[] {
  return [
    exactly(['settings', 'defaultSortBy'], sort.by),
    exactly(['settings', 'defaultSortOrder'], sort.order),
    exactly(['settings', 'pageSize'], ROWS_A_PAGE),
    ...(columns.length > 0 ? [exactly(['layouts', 'list'], [...columns])] : []),
  ];
}

function editRows({ sections }: ContentLayout): Json {
  return sections.flat().map((row) => row.map(([name, size]) => ({ name, size })));
}

function fieldWishes(name: string, field: FieldLayout): Wish[] {
  return [
    spoken(['metadatas', name, 'edit', 'label'], field.label),
    spoken(['metadatas', name, 'list', 'label'], field.label),
    spoken(['metadatas', name, 'edit', 'description'], field.help),
    spoken(['metadatas', name, 'edit', 'placeholder'], field.placeholder),
    exactly(['metadatas', name, 'edit', 'editable'], field.readOnly !== true),
    ...(field.shows === undefined
      ? []
      : [exactly(['metadatas', name, 'edit', 'mainField'], field.shows)]),
  ];
}

function exactly(path: Wish['path'], value: Json): Wish {
  return { path, value, alike: [value] };
}

/** Stored in Chinese, the language of the town; the admin panel translates what nobody changed. */
function spoken(path: Wish['path'], phrase: Phrase | undefined): Wish {
  if (phrase === undefined) return exactly(path, '');
  return { path, value: phrase.zh, alike: [phrase.zh, phrase.en] };
}
