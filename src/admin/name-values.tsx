import { Typography } from '@strapi/design-system';
import { FormattedMessage } from 'react-intl';
import { CONTENT_LAYOUTS } from '../content-layout/content-layouts';
import { say, type EditorLanguage } from '../content-layout/layout';

/**
 * The words for the values of all enumerations, as Strapi looks them up: by the bare value. So one
 * value has one word in the whole panel; a test keeps the layouts to it.
 */
export function valueNames(language: EditorLanguage): Record<string, string> {
  const fields = CONTENT_LAYOUTS.flatMap((layout) => Object.values(layout.fields));
  const values = fields.flatMap((field) => Object.entries(field.values ?? {}));
  return Object.fromEntries(values.map(([value, phrase]) => [value, say(phrase, language)]));
}

interface Header {
  readonly name: string;
  readonly attribute: { readonly type: string };
  readonly cellFormatter?: unknown;
}

type Entry = Readonly<Record<string, unknown>>;

/** Strapi names the values of an enumeration in forms and filters, but lists show them bare. */
export function nameListedValues<V extends { displayedHeaders: readonly Header[] }>(view: V): V {
  const displayedHeaders = view.displayedHeaders.map((header) =>
    header.attribute.type === 'enumeration' && header.cellFormatter === undefined
      ? { ...header, cellFormatter: nameValue }
      : header,
  );
  return { ...view, displayedHeaders };
}

function nameValue(entry: Entry, { name }: Header) {
  const value = entry[name];
  return (
    <Typography textColor="neutral800">
      {typeof value === 'string' ? <FormattedMessage id={value} defaultMessage={value} /> : '-'}
    </Typography>
  );
}
