import {
  Checkbox,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
} from '@strapi/design-system';
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

/** Where a number stands in its row, when it is no part of its own. */
interface NumberPlace<Row> {
  of(row: Row): number | null;
  change(row: Row, found: number | null): Partial<Row>;
  /** Whether the row as it is takes this number at all. */
  isTaken(row: Row): boolean;
}

/** A whole number. */
export function numberColumn<Row extends RowDraft>(
  part: string,
  words: { readonly title: WordKey } & { readonly [Kind in Problem]?: WordKey },
  place: NumberPlace<Row> = {
    of: (row) => row[part as keyof Row] as number | null,
    change: (_row, found) => ({ [part]: found }) as Partial<Row>,
    isTaken: () => true,
  },
): RowColumn<Row> {
  return {
    part,
    width: '6.4rem',
    title: (t) => t(words.title),
    explain: (t, problem) => t(words[problem] ?? words.title),
    input: ({ row, disabled, onChange }) => {
      const found = place.of(row);
      return (
        <TextInput
          data-part={part}
          value={found === null ? '' : String(found)}
          disabled={disabled || !place.isTaken(row)}
          inputMode="numeric"
          onChange={({ target: { value } }) => {
            const written = readNumber(value);
            if (written !== undefined) onChange(place.change(row, written));
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

/** Lines that stand for a list in the row; they are read when the field is left. */
export function linesColumn<Row extends RowDraft>(
  part: string,
  how: {
    readonly title: WordKey;
    readonly placeholder: WordKey;
    write(row: Row): string;
    read(text: string): Partial<Row>;
    /** Whether the row as it is takes such a list at all. */
    isTaken(row: Row): boolean;
  } & { readonly [Kind in Problem]?: WordKey },
): RowColumn<Row> {
  return {
    part,
    width: 'minmax(0, 4fr)',
    title: (t) => t(how.title),
    explain: (t, problem) => t(how[problem] ?? how.title),
    input: ({ row, disabled, onChange }) => (
      <LinesInput
        // What was read may be written differently: the field starts again with it.
        key={how.write(row)}
        part={part}
        written={how.write(row)}
        placeholder={how.placeholder}
        disabled={disabled || !how.isTaken(row)}
        onRead={(text) => onChange(how.read(text))}
      />
    ),
  };
}

function LinesInput(props: {
  readonly part: string;
  readonly written: string;
  readonly placeholder: WordKey;
  readonly disabled: boolean;
  onRead(text: string): void;
}) {
  const { part, written, placeholder, disabled, onRead } = props;
  const { t } = useWords();
  return (
    <Textarea
      data-part={part}
      defaultValue={written}
      placeholder={disabled ? '' : t(placeholder)}
      disabled={disabled}
      onBlur={({ target: { value } }) => {
        if (value !== written) onRead(value);
      }}
    />
  );
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
    /** What else changes in the row with the choice. */
    change?(row: Row, choice: Choice): Partial<Row>;
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
        onChange={(choice) =>
          onChange({ ...how.change?.(row, choice), [part]: choice } as Partial<Row>)
        }
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
