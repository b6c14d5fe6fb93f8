import { FIELD_TYPES, MAX_FIELDS, takesLimits, takesOptions } from '../../../contract';
import { choiceColumn, flagColumn, labelColumns, linesColumn, numberColumn } from '../rows/cells';
import { RowsInput, type CustomFieldProps } from '../rows/rows-input';
import type { RowsKind } from '../rows/rows-kind';
import {
  changeType,
  findFieldProblems,
  isFormComplete,
  NEW_FIELD,
  readField,
  type FieldDraft,
} from './form';
import { readOptions, writeOptions } from './options-text';

const limitColumn = (side: 'least' | 'most') =>
  numberColumn<FieldDraft>(
    side,
    { title: `form.column.${side}`, malformed: 'form.problem.limits' },
    {
      of: ({ limits }) => limits[side],
      change: ({ limits }, found) => ({ limits: { ...limits, [side]: found } }),
      isTaken: ({ type }) => takesLimits(type),
    },
  );

const FIELDS: RowsKind<FieldDraft> = {
  columns: [
    ...labelColumns<FieldDraft>(),
    choiceColumn('type', {
      title: 'form.column.type',
      choices: FIELD_TYPES,
      wordOf: (t, type) => t(`form.type.${type}`),
      change: changeType,
    }),
    flagColumn('required', 'form.column.required'),
    linesColumn('options', {
      title: 'form.column.options',
      placeholder: 'form.options.example',
      missing: 'form.problem.options.missing',
      malformed: 'form.problem.options.malformed',
      repeated: 'form.problem.options.repeated',
      write: ({ options }) => writeOptions(options),
      read: (text) => ({ options: readOptions(text) }),
      isTaken: ({ type }) => takesOptions(type),
    }),
    limitColumn('least'),
    limitColumn('most'),
  ],
  // Options need lines of their own: a field always stands as a card.
  cardBelow: '160rem',
  most: MAX_FIELDS,
  empty: NEW_FIELD,
  fallbackKey: 'field',
  words: {
    add: (t) => t('form.add'),
    none: (t) => t('form.none'),
    most: (t, count) => t('form.most', { count }),
    incomplete: (t) => t('form.incomplete'),
  },
  readRow: readField,
  findProblems: findFieldProblems,
  areComplete: isFormComplete,
};

/** The fields of a form. */
export function FormInput(props: CustomFieldProps) {
  return <RowsInput kind={FIELDS} {...props} />;
}
