import { z } from 'zod';
import { MAX_STEP_HOURS, MAX_STEPS, STEP_TREES } from '../core/work/steps';
import { keySchema, localizedTextSchema, text } from './primitives';

// Work standard

export const MAX_CRITERIA = 50;

export const criterionSchema = z.strictObject({
  key: keySchema,
  label: localizedTextSchema,
  /** 0 is for veto items alone. */
  weight: z.number().int().min(0).max(100),
  mayNotApply: z.boolean().default(false),
  isVeto: z.boolean().default(false),
});
export const criteriaSchema = z.array(criterionSchema).min(1).max(MAX_CRITERIA);

export const MAX_GRADES = 20;

export const gradeSchema = z.strictObject({
  key: keySchema,
  label: localizedTextSchema,
  /** The least score of this grade. */
  from: z.number().int().min(0).max(100),
});
export const gradesSchema = z.array(gradeSchema).max(MAX_GRADES);

// Workflow

/** A step as a workflow says it; the terms name its evaluators by id. */
export const workflowStepSchema = z.strictObject({
  key: keySchema,
  label: localizedTextSchema,
  tree: z.enum(STEP_TREES).default('opening'),
  /** A kind of organisation, as the import gave it. */
  level: text({ min: 1, max: 50 }).nullable().default(null),
  /** Numbers of the members who are asked by name. */
  evaluators: z
    .array(text({ min: 1, max: 50 }))
    .max(20)
    .default([]),
  hours: z.number().int().min(1).max(MAX_STEP_HOURS).nullable().default(null),
  remindHours: z.number().int().min(1).max(MAX_STEP_HOURS).nullable().default(null),
});
export type WorkflowStep = z.output<typeof workflowStepSchema>;
export const workflowStepsSchema = z.array(workflowStepSchema).max(MAX_STEPS);

/** Null where a criterion does not apply to the work. */
export const scoresSchema = z.record(
  z.string().max(40),
  z.number().int().min(0).max(100).nullable(),
);
