import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { formSchema } from '../../../contract/forms';
import {
  criteriaSchema,
  gradesSchema,
  workflowStepsSchema,
  type WorkflowStep,
} from '../../../contract/work-rules';
import type { Refusal } from '../../../core/errors';
import type { Instant } from '../../../core/time';
import { UNIT_KINDS } from '../../../core/units/units';
import { CLAIM_MODES } from '../../../core/work/states';
import {
  DIFFICULTIES,
  findTermsProblems,
  PRIORITIES,
  resolveTerms,
  type DriveSource,
  type Subject,
  type TaskSource,
  type TermsDecision,
  type Workflow,
} from '../../../core/work/terms';
import { DEFAULT_STEPS, type EvaluationStep } from '../../../core/work/steps';
import { signInNameOf } from '../people/sign-in-name';
import type { Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';

const instantSchema = z
  .union([z.string(), z.date()])
  .nullish()
  .transform((value): Instant | null =>
    value === null || value === undefined ? null : new Date(value).getTime(),
  );

const formOrNone = formSchema.nullish().transform((form) => form ?? []);

/** What is blank asks for nothing. */
const expressionOrNone = z
  .string()
  .nullish()
  .transform((source) => source?.trim() || null);

const expressions = { audience: expressionOrNone, eligibility: expressionOrNone };

const standardSchema = z
  .object({
    documentId: z.string(),
    name: z.string(),
    criteria: criteriaSchema,
    passMark: z.coerce.number(),
    grades: gradesSchema.nullish().transform((grades) => grades ?? []),
    reportForm: formOrNone,
    verdictForm: formOrNone,
    evidenceBefore: z.number(),
    evidenceDuring: z.number(),
    evidenceAfter: z.number(),
  })
  .transform(({ documentId, evidenceBefore, evidenceDuring, evidenceAfter, ...standard }) => ({
    id: documentId,
    ...standard,
    evidence: { before: evidenceBefore, during: evidenceDuring, after: evidenceAfter },
  }))
  .nullish()
  .transform((value) => value ?? null);

const workflowSchema = z
  .object({
    documentId: z.string(),
    name: z.string(),
    claimMode: z.enum(CLAIM_MODES),
    leaseHours: z.number(),
    appealWindowDays: z.number(),
    waitingList: z.boolean(),
    offerHours: z.number(),
    liveLimit: z.number().nullable(),
    coolDownHours: z.number(),
    extensions: z.number(),
    withdrawalNeedsApproval: z.boolean(),
    ...expressions,
    steps: workflowStepsSchema.nullish().transform((steps) => steps ?? []),
  })
  .transform(({ documentId, ...workflow }) => ({ id: documentId, ...workflow }))
  .nullish()
  .transform((value) => value ?? null);

const referenceSchema = z
  .object({ documentId: z.string() })
  .nullish()
  .transform((value) => value?.documentId ?? null);

const datesAndDefaults = {
  standard: standardSchema,
  workflow: workflowSchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  dueAt: instantSchema,
  ...expressions,
};

const driveSchema = z
  .object({ documentId: z.string(), reportForm: formOrNone, ...datesAndDefaults })
  .nullish()
  .transform((value) => value ?? null);

const placeSchema = z
  .object({
    address: z.string().nullish(),
    latitude: z.coerce.number().nullish(),
    longitude: z.coerce.number().nullish(),
  })
  .nullish()
  .transform((place) => ({
    address: place?.address ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
  }));

const orZero = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);
const orEmpty = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A published task of the project, parsed at the edge; core trusts it from here on. */
const publishedTaskSchema = z.object({
  documentId: z.string(),
  title: orEmpty,
  slug: orEmpty,
  summary: orEmpty,
  category: orEmpty,
  priority: z
    .enum(PRIORITIES)
    .nullish()
    .transform((value) => value ?? 'normal'),
  difficulty: z
    .enum(DIFFICULTIES)
    .nullish()
    .transform((value) => value ?? 'normal'),
  points: orZero,
  memberSlots: orZero,
  organisationSlots: orZero,
  unitKind: z
    .enum(UNIT_KINDS)
    .nullish()
    .transform((value) => value ?? 'none'),
  unitCategory: z
    .string()
    .nullish()
    .transform((value) => value?.trim() || null),
  claimMode: z
    .enum(CLAIM_MODES)
    .nullish()
    .transform((value) => value ?? null),
  organisation: referenceSchema,
  place: placeSchema,
  drive: driveSchema,
  ...datesAndDefaults,
});

export type PublishedTask = z.infer<typeof publishedTaskSchema>;

const POPULATE = {
  organisation: true,
  place: true,
  standard: true,
  workflow: true,
  drive: { populate: { standard: true, workflow: true } },
};

/** As the site has it, or as it is saved and would be published. */
type TaskVersion = 'published' | 'draft';

/** A version of a task, or null; of a localised type the oldest version's texts. */
async function findTask(
  strapi: Core.Strapi,
  { uid, id: documentId }: Subject,
  version: TaskVersion,
): Promise<PublishedTask | null> {
  const found: unknown = await strapi.db.query(uid).findOne({
    where: { documentId, publishedAt: { $null: version === 'draft' } },
    populate: POPULATE,
    orderBy: { id: 'asc' },
  });
  return found === null ? null : publishedTaskSchema.parse(found);
}

/** A task with the terms that it would be published with, and all that keeps it from having any. */
export interface ResolvedTask {
  readonly task: PublishedTask;
  readonly decision: TermsDecision;
  readonly problems: readonly Refusal[];
}

/**
 * A task with the terms that publishing it now would give it, or null when it has no such version.
 *
 * @throws DomainError WORKFLOW_STEP_MEMBER_UNKNOWN
 */
export async function resolveTask(
  strapi: Core.Strapi,
  reading: Reading,
  subject: Subject,
  version: TaskVersion = 'published',
): Promise<ResolvedTask | null> {
  const found = await findTask(strapi, subject, version);
  if (found === null) return null;
  const { task, drive } = await findTermsSources(reading, subject.uid, found);
  const problems = findTermsProblems(task, drive);
  return { task: found, decision: resolveTerms(task, drive), problems };
}

/**
 * What core resolves terms from.
 *
 * @throws DomainError WORKFLOW_STEP_MEMBER_UNKNOWN
 */
async function findTermsSources(
  reading: Reading,
  uid: string,
  task: PublishedTask,
): Promise<{ task: TaskSource; drive: DriveSource | null }> {
  const { documentId, organisation, memberSlots, organisationSlots, drive, ...rest } = task;
  return {
    task: {
      ...rest,
      subject: { uid, id: documentId },
      organisationId: organisation,
      slots: { member: memberSlots, organisation: organisationSlots },
      units: { kind: task.unitKind, category: task.unitCategory },
      workflow: await nameEvaluators(reading, task.workflow),
    },
    drive: drive && { ...drive, workflow: await nameEvaluators(reading, drive.workflow) },
  };
}

/** A workflow with its steps as terms say them; without any it has the usual one. */
async function nameEvaluators(
  reading: Reading,
  workflow: PublishedTask['workflow'],
): Promise<Workflow | null> {
  if (workflow === null) return null;
  const { steps } = workflow;
  return {
    ...workflow,
    steps: steps.length === 0 ? DEFAULT_STEPS : await findNamedSteps(reading, steps),
  };
}

/**
 * Steps whose evaluators are named by id.
 *
 * @throws DomainError WORKFLOW_STEP_MEMBER_UNKNOWN
 */
export async function findNamedSteps(
  { trx }: Reading,
  steps: readonly WorkflowStep[],
): Promise<EvaluationStep[]> {
  const names = steps.flatMap(({ evaluators }) => evaluators.map(signInNameOf));
  const found: { id: string; name: string }[] = await trx('pioneer_members')
    .whereIn('sign_in_name', names)
    .select({ id: 'document_id', name: 'sign_in_name' });
  const ids = new Map(found.map(({ id, name }) => [name, id]));
  return steps.map(({ evaluators, ...step }) => ({
    ...step,
    evaluatorIds: evaluators.map((number) => {
      const id = ids.get(signInNameOf(number));
      if (id !== undefined) return id;
      throw new DomainError('WORKFLOW_STEP_MEMBER_UNKNOWN', { key: step.key, number });
    }),
  }));
}
