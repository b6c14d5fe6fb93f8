import { Checkbox, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useWords, type Translate, type WordKey } from '../use-words';
import { readNumber, type Problem, type RowDraft } from './edit-rows';
import type { RowColumn } from './rows-kind';

const MAX_LABEL = 200;
const MAX_KEY = 40;

/** Label in both languages and key: the columns that every kind of row begins with. */
export function labelColumns<Row extends RowDraft>(): RowColumn<Row>[] {
  const labelChange = (zh: string, en: string) =>
    ({ label: en === '' ? { zh } : { zh, en } }) as Partial<Row>;
  const labelColumn = (language: 'zh' | 'en'): RowColumn<Row> => ({
    part: `label.${language}`,
    width: 'minmax(0, 3fr)',
    title: (t) => t(`rows.column.label.${language}`),
    explain: (t) => t('rows.problem.label.missing'),
    input: ({ row, disabled, onChange }) => {
      const label = { zh: row.label.zh, en: row.label.en ?? '' };
      const change = (text: string) =>
        onChange(language === 'zh' ? labelChange(text, label.en) : labelChange(label.zh, text));
      return (
        <TextInput
          data-part={`label.${language}`}
          value={label[language]}
          disabled={disabled}
          maxLength={MAX_LABEL}
          onChange={(event) => change(event.target.value)}
          onBlur={() => {
            const trimmed = label[language].trim();
            if (trimmed !== label[language]) change(trimmed);
          }}
        />
      );
    },
  });
  return [
    labelColumn('zh'),
    labelColumn('en'),
    {
      part: 'key',
      width: 'minmax(0, 2fr)',
      title: (t) => t('rows.column.key'),
      explain: (t, problem) => t(`rows.problem.key.${problem}`),
      input: ({ row, disabled, onChange }) => (
        <TextInput
          data-part="key"
          value={row.key}
          disabled={disabled}
          maxLength={MAX_KEY}
          spellCheck={false}
          onChange={(event) => onChange({ key: event.target.value } as Partial<Row>)}
        />
      ),
    },
  ];
}

/** A whole number. */
export function numberColumn<Row extends RowDraft, Part extends keyof Row & string>(
  part: Part,
  words: { readonly title: WordKey } & { readonly [Kind in Problem]?: WordKey },
): RowColumn<Row> {
  return {
    part,
    width: '6.4rem',
    title: (t) => t(words.title),
    explain: (t, problem) => t(words[problem] ?? words.title),
    input: ({ row, disabled, onChange }) => {
      const found = row[part] as number | null;
      return (
        <TextInput
          data-part={part}
          value={found === null ? '' : String(found)}
          disabled={disabled}
          inputMode="numeric"
          onChange={({ target: { value } }) => {
            const written = readNumber(value);
            if (written !== undefined) onChange({ [part]: written } as Partial<Row>);
          }}
        />
      );
    },
  };
}

/** A text that stands for a part of the row; it is read when the field is left. */
export function textColumn<Row extends RowDraft>(
  part: string,
  how: {
    readonly title: WordKey;
    write(row: Row): string;
    read(text: string): Partial<Row>;
  },
): RowColumn<Row> {
  return {
    part,
    width: 'minmax(0, 2fr)',
    title: (t) => t(how.title),
    explain: (t) => t(how.title),
    input: ({ row, disabled, onChange }) => (
      <TextInput
        // What was read may be written differently: the field starts again with it.
        key={how.write(row)}
        data-part={part}
        defaultValue={how.write(row)}
        disabled={disabled}
        maxLength={MAX_LABEL}
        onBlur={({ target: { value } }) => {
          if (value !== how.write(row)) onChange(how.read(value.trim()));
        }}
      />
    ),
  };
}

/** One of a few words. */
export function choiceColumn<
  Row extends RowDraft,
  Part extends keyof Row & string,
  Choice extends Row[Part] & string,
>(
  part: Part,
  how: {
    readonly title: WordKey;
    readonly choices: readonly Choice[];
    wordOf(t: Translate, choice: Choice): string;
  },
): RowColumn<Row> {
  return {
    part,
    width: 'minmax(0, 2fr)',
    title: (t) => t(how.title),
    explain: (t) => t(how.title),
    input: ({ row, disabled, onChange }) => (
      <ChoiceInput
        part={part}
        value={row[part] as Choice}
        choices={how.choices}
        wordOf={how.wordOf}
        disabled={disabled}
        onChange={(choice) => onChange({ [part]: choice } as Partial<Row>)}
      />
    ),
  };
}

function ChoiceInput<Choice extends string>(props: {
  readonly part: string;
  readonly value: Choice;
  readonly choices: readonly Choice[];
  readonly disabled: boolean;
  wordOf(t: Translate, choice: Choice): string;
  onChange(choice: Choice): void;
}) {
  const { part, value, choices, disabled, wordOf, onChange } = props;
  const { t } = useWords();
  return (
    <SingleSelect
      data-part={part}
      value={value}
      disabled={disabled}
      onChange={(chosen) => onChange(chosen as Choice)}
    >
      {choices.map((choice) => (
        <SingleSelectOption key={choice} value={choice}>
          {wordOf(t, choice)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}

/** Something that is so or not so. */
export function flagColumn<Row extends RowDraft, Part extends keyof Row & string>(
  part: Part,
  title: WordKey,
): RowColumn<Row> {
  return {
    part,
    width: '7.2rem',
    title: (t) => t(title),
    explain: (t) => t(title),
    input: ({ row, disabled, onChange }) => (
      <Checkbox
        data-part={part}
        checked={row[part] === true}
        disabled={disabled}
        onCheckedChange={(checked) => onChange({ [part]: checked === true } as Partial<Row>)}
      />
    ),
  };
}
