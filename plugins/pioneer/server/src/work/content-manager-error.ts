import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { ErrorCode } from '../../../core/errors';
import { messageOf } from '../../../core/message-of';
import { languageOf } from '../shared/answer-refusal';
import type { DomainError } from '../shared/domain-error';

/** The field of the edit view at which a refusal is shown, unless its facts name one. */
const FIELDS_BY_CODE: Partial<Record<ErrorCode, string>> = {
  STANDARD_CRITERIA_REPEATED: 'criteria',
  STANDARD_CRITERIA_INVALID: 'criteria',
  STANDARD_CRITERION_WEIGHTLESS: 'criteria',
  STANDARD_WEIGHTS_OFF: 'criteria',
  STANDARD_PASS_MARK_OFF: 'passMark',
  STANDARD_GRADES_INVALID: 'grades',
  STANDARD_GRADE_OFF: 'grades',
  STANDARD_GRADES_REPEATED: 'grades',
  WORKFLOW_STEPS_INVALID: 'steps',
  WORKFLOW_STEPS_REPEATED: 'steps',
  WORKFLOW_STEP_REMINDS_LATE: 'steps',
  WORKFLOW_STEP_MEMBER_UNKNOWN: 'steps',
  TASK_TOO_MANY_UNITS: 'unitKind',
  TASK_DATES_UNASSIGNED: 'unitKind',
};

/**
 * The Content Manager shows the message of Strapi's own errors and hides all others. It must be a
 * ValidationError: after any other it takes the refused values for saved.
 */
export function asContentManagerError(strapi: Core.Strapi, { refusal }: DomainError): Error {
  const ctx = strapi.requestContext.get();
  const message = messageOf(refusal, ctx === undefined ? 'zh' : languageOf(ctx));
  const field = FIELDS_BY_CODE[refusal.code] ?? refusal.facts.field;
  return new errors.ValidationError(message, {
    code: refusal.code,
    ...refusal.facts,
    errors: typeof field === 'string' ? [{ path: [field], message, name: 'ValidationError' }] : [],
  });
}
