import {
  FIELD_TYPES,
  findFormProblem,
  formSchema,
  takesLimits,
  takesOptions,
  type ErrorCode,
  type FieldType,
  type FormField,
} from '../../../contract';
import { findLabelProblems, readLabelled, type Problem, type Problems } from '../rows/edit-rows';

/** A field while it is written: everything but its label has a value from the start. */
export type FieldDraft = FormField;

const NO_LIMITS: FormField['limits'] = { least: null, most: null };

export const NEW_FIELD: Omit<FieldDraft, 'key' | 'label'> = {
  type: 'text',
  required: false,
  options: [],
  limits: NO_LIMITS,
};

/** A field as it was stored or half written; null for what is none. */
export function readField(value: unknown): FieldDraft | null {
  const labelled = readLabelled(value);
  if (labelled === null) return null;
  const { type, required, options, limits } = value as Partial<FieldDraft>;
  return {
    ...labelled,
    type: FIELD_TYPES.find((known) => known === type) ?? NEW_FIELD.type,
    required: required === true,
    options: Array.isArray(options) ? (options as FieldDraft['options']) : [],
    limits: { ...NO_LIMITS, ...limits },
  };
}

/** What a field loses with its type: options and limits that the other type does not take. */
export function changeType({ options, limits }: FieldDraft, type: FieldType): Partial<FieldDraft> {
  return {
    type,
    options: takesOptions(type) ? options : [],
    limits: takesLimits(type) ? limits : NO_LIMITS,
  };
}

/** Where the refusals of core are shown, and as what. */
const PLACES: Partial<Record<ErrorCode, readonly [part: string, problem: Problem]>> = {
  FORM_CHOICE_WITHOUT_OPTIONS: ['options', 'missing'],
  FORM_OPTIONS_REPEATED: ['options', 'repeated'],
  FORM_OPTIONS_NOT_TAKEN: ['options', 'malformed'],
  FORM_LIMITS_NOT_TAKEN: ['most', 'malformed'],
  FORM_LIMIT_OFF: ['most', 'malformed'],
  FORM_LIMITS_EXCLUDE_ALL: ['most', 'malformed'],
};

/** What is wrong with the field at this place, part by part. */
export function findFieldProblems(fields: readonly FieldDraft[], index: number): Problems {
  const field = fields[index];
  if (field === undefined) return {};
  const problem = findFormProblem([field]);
  const [part, kind] = (problem && PLACES[problem.code]) ?? [];
  const isUnnamed = field.options.some(({ label }) => label.zh === '');
  return {
    ...findLabelProblems(fields, index),
    ...(part !== undefined && kind !== undefined && { [part]: kind }),
    ...(isUnnamed && { options: 'malformed' }),
  };
}

/** Whether drafts are what the server accepts; a form without fields asks nothing. */
export function isFormComplete(fields: readonly FieldDraft[]): boolean {
  return formSchema.safeParse(fields).success && findFormProblem(fields) === null;
}
