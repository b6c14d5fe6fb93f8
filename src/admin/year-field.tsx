import { Field, TextInput, Typography } from '@strapi/design-system';
import { Calendar } from '@strapi/icons';
import { useField, type StrapiApp } from '@strapi/strapi/admin';
import type { ComponentType, ReactNode } from 'react';

const YEAR = 'global::year';

/** The field "year", which src/content-fields makes known to the server. */
export const yearField: Parameters<StrapiApp['customFields']['register']>[0] = {
  name: 'year',
  type: 'integer',
  icon: Calendar,
  intlLabel: { id: 'year.label', defaultMessage: 'Year' },
  intlDescription: { id: 'year.description', defaultMessage: 'Four digits' },
  components: { Input: () => Promise.resolve({ default: YearInput as ComponentType }) },
};

interface YearInputProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly labelAction?: ReactNode;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

function YearInput({ name, label, labelAction, hint, required, disabled }: YearInputProps) {
  const field = useField<number | null>(name);
  return (
    <Field.Root name={name} error={field.error} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <TextInput
        inputMode="numeric"
        maxLength={4}
        disabled={disabled}
        value={field.value ?? ''}
        onChange={({ target }: { target: HTMLInputElement }) => {
          const digits = target.value.replaceAll(/\D/g, '');
          field.onChange(name, digits === '' ? null : Number(digits));
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** A column of the list view, as far as years are concerned. */
interface Header {
  readonly name: string;
  readonly attribute: { readonly type: string; readonly customField?: string };
}

/** Lists write integers with separators too. */
export function writeListedYears<V extends { displayedHeaders: readonly Header[] }>(view: V): V {
  const displayedHeaders = view.displayedHeaders.map((header) =>
    header.attribute.customField === YEAR ? { ...header, cellFormatter: writeYear } : header,
  );
  return { ...view, displayedHeaders };
}

function writeYear(entry: Readonly<Record<string, unknown>>, { name }: Header) {
  return <Typography textColor="neutral800">{String(entry[name] ?? '-')}</Typography>;
}
