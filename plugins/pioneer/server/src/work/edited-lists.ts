import type { z } from 'zod';
import { formSchema } from '../../../contract/forms';
import { criteriaSchema, gradesSchema, workflowStepsSchema } from '../../../contract/work-rules';
import type { ErrorCode } from '../../../core/errors';
import { findFormProblem } from '../../../core/work/form';
import { DomainError } from '../shared/domain-error';
import { parseJson } from '../shared/parse-json';
import type { DocumentContext } from './document-adapter';

/** What administrators edit as rows, by attribute: its shape, and the refusal of another one. */
const LISTS: Readonly<Record<string, readonly [schema: z.ZodType, code: ErrorCode]>> = {
  criteria: [criteriaSchema, 'STANDARD_CRITERIA_INVALID'],
  grades: [gradesSchema, 'STANDARD_GRADES_INVALID'],
  steps: [workflowStepsSchema, 'WORKFLOW_STEPS_INVALID'],
  reportForm: [formSchema, 'FORM_INVALID'],
  verdictForm: [formSchema, 'FORM_INVALID'],
};

type Data = NonNullable<DocumentContext['params']['data']>;

/**
 * Whether the lists among what is to be stored are lists of the right things. Before they are
 * stored: what is none would not even be read back.
 *
 * @throws DomainError *_INVALID
 */
export function assertLists(data: Data): void {
  for (const [attribute, [schema, code]] of Object.entries(LISTS)) {
    if (!(attribute in data)) continue;
    const list = schema.safeParse(listIn(data[attribute]));
    if (list.success) continue;
    const [issue] = list.error.issues;
    const problem = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
    throw new DomainError(code, { problem, field: attribute });
  }
}

/** Whether a drive's form can be filled in. @throws DomainError FORM_* */
export function assertDrive(data: Data): void {
  assertLists(data);
  assertForms({ reportForm: listIn(data.reportForm) });
}

/** Whether forms, by their attributes, can be filled in. @throws DomainError FORM_* */
export function assertForms(forms: Readonly<Record<string, unknown>>): void {
  for (const [field, form] of Object.entries(forms)) {
    const problem = findFormProblem(formSchema.parse(form ?? []));
    if (problem !== null) throw new DomainError(problem.code, { ...problem.facts, field });
  }
}

/** The Content Manager's forms send JSON as a value or as its text; what is empty has no items. */
function listIn(given: unknown): unknown {
  return typeof given === 'string' ? parseJson(given) : (given ?? []);
}
