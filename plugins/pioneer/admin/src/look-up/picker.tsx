import { useState } from 'react';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useErrorText } from '../refusal-text';
import { useRested } from '../use-rested';
import { useWords } from '../use-words';

/** Something that can be picked, and how people know it. */
export interface Pickable {
  readonly id: string;
  readonly text: string;
}

/** Searches while somebody types. */
export type UseSearch = (q: string) => {
  readonly found: readonly Pickable[];
  readonly isSearching: boolean;
  readonly error: unknown;
};

interface PickerProps {
  readonly label: string;
  readonly hint?: string;
  readonly picked: Pickable | null;
  readonly onPick: (picked: Pickable | null) => void;
  readonly useSearch: UseSearch;
}

/** A field in which one thing is looked up and picked. */
export function Picker({ label, hint, picked, onPick, useSearch }: PickerProps) {
  const { t } = useWords();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const { found, isSearching, error } = useSearch(useRested(typed));
  // What was picked stays an option, or the field would forget its text.
  const options =
    picked === null || found.some(({ id }) => id === picked.id) ? found : [picked, ...found];
  return (
    <Field.Root hint={hint} error={error === undefined ? undefined : errorText(error)}>
      <Field.Label>{label}</Field.Label>
      <Combobox
        autocomplete={{ type: 'list', filter: 'contains' }}
        placeholder={t('picker.placeholder')}
        value={picked?.id ?? ''}
        loading={isSearching}
        loadingMessage={t('picker.searching')}
        noOptionsMessage={() => t('picker.none')}
        clearLabel={t('picker.clear')}
        onInputChange={(event) => setTyped(event.currentTarget.value)}
        onChange={(id) => onPick(options.find((option) => option.id === id) ?? null)}
        onClear={() => {
          setTyped('');
          onPick(null);
        }}
      >
        {options.map(({ id, text }) => (
          <ComboboxOption key={id} value={id} textValue={text}>
            {text}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
