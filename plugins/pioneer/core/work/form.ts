import { refusal, type Refusal } from '../errors';
import type { LocalizedText } from './standard';

export const FIELD_TYPES = ['text', 'number', 'choice', 'choices', 'date', 'yesNo'] as const;
/** What kind of answer a field takes: `choice` one of its options, `choices` any number of them. */
export type FieldType = (typeof FIELD_TYPES)[number];

export interface FieldOption {
  readonly key: string;
  readonly label: LocalizedText;
}

/** Characters of a text, value of a number, number of choices; null: no limit. */
export interface FieldLimits {
  readonly least: number | null;
  readonly most: number | null;
}

/** One question of a form. */
export interface FormField {
  readonly key: string;
  readonly label: LocalizedText;
  readonly type: FieldType;
  readonly required: boolean;
  /** Of a choice; in the order in which they are shown. */
  readonly options: readonly FieldOption[];
  readonly limits: FieldLimits;
}

/**
 * The questions of a form in their order. A form is a value: its versions are the versions of the
 * terms that it is frozen into, and answers are held against the form that they were asked by.
 */
export type Form = readonly FormField[];

/** In characters; what is longer is a document, and belongs into the evidence. */
export const MAX_ANSWER = 5000;
/** Beyond it decimals are lost on the way through JSON. */
export const MAX_NUMBER = 1e12;

/** The limits that a type can have at all; null where it takes none. */
const BOUNDS: Readonly<Record<FieldType, readonly [least: number, most: number] | null>> = {
  text: [0, MAX_ANSWER],
  number: [-MAX_NUMBER, MAX_NUMBER],
  choice: null,
  choices: [0, Number.MAX_SAFE_INTEGER],
  date: null,
  yesNo: null,
};

/** Whether fields of a type offer options. */
export function takesOptions(type: FieldType): boolean {
  return type === 'choice' || type === 'choices';
}

/** Whether fields of a type can have limits. */
export function takesLimits(type: FieldType): boolean {
  return BOUNDS[type] !== null;
}

/** Whether a form can be filled in; the first problem is named by the key of its field. */
export function findFormProblem(form: Form): Refusal | null {
  const repeated = findRepeated(form);
  if (repeated !== null) return refusal('FORM_FIELDS_REPEATED', { key: repeated });
  for (const field of form) {
    const problem = findOptionsProblem(field) ?? findLimitsProblem(field);
    if (problem !== null) return problem;
  }
  return null;
}

function findOptionsProblem({ key, type, options }: FormField): Refusal | null {
  if (!takesOptions(type)) {
    return options.length === 0 ? null : refusal('FORM_OPTIONS_NOT_TAKEN', { key, type });
  }
  if (options.length === 0) return refusal('FORM_CHOICE_WITHOUT_OPTIONS', { key });
  const option = findRepeated(options);
  return option === null ? null : refusal('FORM_OPTIONS_REPEATED', { key, option });
}

function findLimitsProblem({ key, type, options, limits }: FormField): Refusal | null {
  const { least, most } = limits;
  const given = [least, most].filter((limit) => limit !== null);
  const bounds = BOUNDS[type];
  if (bounds === null) {
    return given.length === 0 ? null : refusal('FORM_LIMITS_NOT_TAKEN', { key, type });
  }
  const [lowest, highest] = bounds;
  const isCounted = type !== 'number';
  const off = given.find(
    (limit) => limit < lowest || limit > highest || (isCounted && !Number.isInteger(limit)),
  );
  if (off !== undefined) return refusal('FORM_LIMIT_OFF', { key, found: off });
  const from = least ?? lowest;
  const to = Math.min(most ?? highest, type === 'choices' ? options.length : highest);
  // 0 at most lets nothing be answered either.
  const isEmpty = isCounted && to === 0;
  return from > to || isEmpty ? refusal('FORM_LIMITS_EXCLUDE_ALL', { key, least, most }) : null;
}

function findRepeated(items: readonly { readonly key: string }[]): string | null {
  const keys = items.map(({ key }) => key);
  return keys.find((key, place) => keys.indexOf(key) !== place) ?? null;
}
