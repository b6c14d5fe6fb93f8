import { z } from 'zod';
import { EVALUATOR_PROSPECTS, PROSPECT_WEIGHTS } from '../core/work/foresee-evaluators';
import { STEP_TREES } from '../core/work/steps';
import { endpoint } from './endpoint';
import { localizedTextSchema, oneOf, organisationRefSchema } from './primitives';
import { refusalSchema } from './refusals';

/** Places where a step begins that have the same prospect of evaluators. */
const prospectSchema = z.strictObject({
  prospect: z.enum(EVALUATOR_PROSPECTS),
  /** In danger, claims would wait for a verdict that nobody can give. */
  weight: z.enum(PROSPECT_WEIGHTS),
  /** Units; of a step that follows claimants, organisations that they come from. */
  count: z.number().int(),
  /** The largest of them, by the organisations between which they climb. */
  examples: z.array(
    z.strictObject({
      count: z.number().int(),
      /** What one of the units is called; null where there are none. */
      unit: z.string().nullable(),
      start: organisationRefSchema,
      /** Whose evaluators will be left; null: nobody's, or members asked by name. */
      evaluating: organisationRefSchema.nullable(),
    }),
  ),
});

const checkedStepSchema = z.strictObject({
  key: z.string(),
  label: localizedTextSchema,
  tree: z.enum(STEP_TREES),
  /** The gravest first; empty where nothing is there yet to be evaluated. */
  prospects: z.array(prospectSchema),
});

export const taskCheckSchema = z.strictObject({
  /** Everything that publishing the saved draft would be refused with. */
  refusals: z.array(refusalSchema),
  /** How many units fit now; null for a task without units, or without terms. */
  units: z.number().int().nullable(),
  /** Null while the task has no terms. */
  steps: z.array(checkedStepSchema).nullable(),
});
export type TaskCheck = z.infer<typeof taskCheckSchema>;

export const taskCheckEndpoints = {
  /** Of the draft as it is saved; changes nothing. */
  'tasks.check': endpoint({
    summary: 'Say what publishing a task would refuse, and who will evaluate it.',
    method: 'GET',
    path: '/tasks/:uid/:id/check',
    access: 'administrator',
    params: z.strictObject({ uid: z.string(), id: z.string() }),
    response: oneOf(taskCheckSchema),
  }),
};
