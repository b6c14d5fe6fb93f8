import { z } from 'zod';
import { CLAIM_MODES } from '../core/work/states';
import { STEP_TREES } from '../core/work/steps';
import { DIFFICULTIES } from '../core/work/terms';
import { formFieldSchema } from './forms';
import { idSchema, instantSchema, localizedTextSchema } from './primitives';
import { criteriaSchema, gradesSchema } from './work-rules';

export const slotsSchema = z.strictObject({
  member: z.number().int().min(0),
  organisation: z.number().int().min(0),
});

/** What a claim is taken under, as members read it. */
export const termsSchema = z.strictObject({
  id: idSchema,
  claimMode: z.enum(CLAIM_MODES),
  leaseHours: z.number().int(),
  appealWindowDays: z.number().int(),
  waitingList: z.boolean(),
  offerHours: z.number().int(),
  liveLimit: z.number().int().nullable(),
  coolDownHours: z.number().int(),
  extensions: z.number().int(),
  withdrawalNeedsApproval: z.boolean(),
  steps: z.array(
    z.strictObject({
      key: z.string(),
      label: localizedTextSchema,
      tree: z.enum(STEP_TREES),
      level: z.string().nullable(),
      evaluatorIds: z.array(idSchema),
      hours: z.number().int().nullable(),
      remindHours: z.number().int().nullable(),
    }),
  ),
  standard: z.strictObject({
    id: idSchema,
    name: z.string(),
    passMark: z.number(),
    criteria: criteriaSchema,
    grades: gradesSchema,
  }),
  /** What claimants answer with every report: fields of the standard, then of the drive. */
  reportForm: z.array(formFieldSchema),
  /** What evaluators answer with every verdict. */
  verdictForm: z.array(formFieldSchema),
  /** How many pieces of evidence reports show at least when work is submitted. */
  evidence: z.strictObject({
    before: z.number().int(),
    during: z.number().int(),
    after: z.number().int(),
  }),
  /** In CEL: who sees the opening, who may claim it. Null: anybody. */
  audience: z.string().nullable(),
  eligibility: z.string().nullable(),
  opensAt: instantSchema.nullable(),
  closesAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  points: z.number().int(),
  difficulty: z.enum(DIFFICULTIES),
});
