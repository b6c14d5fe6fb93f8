import { refusal, type Refusal } from '../errors';
import { takesLimits, takesOptions, type FieldType, type Form, type FormField } from './form';

/** A date is `2026-05-01`; choices are the keys of their options. */
export type Answer = string | number | boolean | readonly string[];
/** Answers by the keys of their fields; what is not answered is left out. */
export type Answers = Readonly<Record<string, Answer>>;

/**
 * Whether answers are what a form asks for. The first problem is named by the key of its field:
 * fields of the form come first, in their order, then what the form does not ask.
 */
export function findAnswersProblem(form: Form, answers: Answers): Refusal | null {
  // Not by indexing: every object answers to keys such as "constructor".
  const given = new Map(Object.entries(answers));
  for (const field of form) {
    const problem = findAnswerProblem(field, given.get(field.key));
    if (problem !== null) return problem;
    given.delete(field.key);
  }
  const [unknown] = given.keys();
  return unknown === undefined ? null : refusal('ANSWER_UNKNOWN', { key: unknown });
}

function findAnswerProblem(field: FormField, answer: Answer | undefined): Refusal | null {
  const { key, type, required } = field;
  if (answer === undefined || isBlank(answer)) {
    return required ? refusal('ANSWER_MISSING', { key }) : null;
  }
  if (!IS_OF_TYPE[type](answer)) return refusal('ANSWER_TYPE_OFF', { key, type });
  return findChoiceProblem(field, answer) ?? findSizeProblem(field, answer);
}

/** An input that was left empty is no answer. */
function isBlank(answer: Answer): boolean {
  if (typeof answer === 'string') return answer.trim() === '';
  return typeof answer === 'object' && answer.length === 0;
}

const IS_OF_TYPE: Readonly<Record<FieldType, (answer: Answer) => boolean>> = {
  text: (answer) => typeof answer === 'string',
  number: (answer) => typeof answer === 'number' && Number.isFinite(answer),
  choice: (answer) => typeof answer === 'string',
  choices: (answer) => typeof answer === 'object',
  date: (answer) => typeof answer === 'string' && isDate(answer),
  yesNo: (answer) => typeof answer === 'boolean',
};

/** Whether a text names a day that there is, as `2026-05-01`. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function findChoiceProblem({ key, type, options }: FormField, answer: Answer): Refusal | null {
  if (!takesOptions(type)) return null;
  const chosen = typeof answer === 'object' ? answer : [answer];
  const isKnown = (found: unknown) => options.some((option) => option.key === found);
  if (!chosen.every(isKnown)) return refusal('ANSWER_NOT_AN_OPTION', { key });
  return new Set(chosen).size < chosen.length ? refusal('ANSWER_REPEATED', { key }) : null;
}

function findSizeProblem({ key, type, limits }: FormField, answer: Answer): Refusal | null {
  if (!takesLimits(type)) return null;
  const { least, most } = limits;
  const found = sizeOf(answer);
  const isInside = (least === null || found >= least) && (most === null || found <= most);
  if (isInside) return null;
  const range = `${least ?? ''} … ${most ?? ''}`.trim();
  return refusal('ANSWER_OUTSIDE_LIMITS', { key, found, range });
}

/** What limits count: characters as people count them, the number itself, choices. */
function sizeOf(answer: Answer): number {
  if (typeof answer === 'string') return [...answer].length;
  return typeof answer === 'object' ? answer.length : Number(answer);
}
