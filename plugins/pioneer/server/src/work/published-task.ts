import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { criteriaSchema } from '../../../contract/work';
import type { Instant } from '../../../core/time';
import { CLAIM_MODES } from '../../../core/work/states';
import {
  DIFFICULTIES,
  PRIORITIES,
  type DriveSource,
  type TaskSource,
} from '../../../core/work/terms';

const instantSchema = z
  .union([z.string(), z.date()])
  .nullish()
  .transform((value): Instant | null =>
    value === null || value === undefined ? null : new Date(value).getTime(),
  );

const standardSchema = z
  .object({
    documentId: z.string(),
    name: z.string(),
    criteria: criteriaSchema,
    passMark: z.coerce.number(),
  })
  .transform(({ documentId, ...standard }) => ({ id: documentId, ...standard }))
  .nullish()
  .transform((value) => value ?? null);

/** One level for now: evaluators of the opening's organisation or above it. */
const STEPS = [{ key: 'acceptance', tree: 'opening' }] as const;

const workflowSchema = z
  .object({
    documentId: z.string(),
    name: z.string(),
    claimMode: z.enum(CLAIM_MODES),
    leaseHours: z.number(),
    appealWindowDays: z.number(),
  })
  .transform(({ documentId, ...workflow }) => ({ id: documentId, ...workflow, steps: STEPS }))
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
};

const driveSchema = z
  .object({ documentId: z.string(), ...datesAndDefaults })
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

/** The published version of a task, or null; of a localised type the oldest version's texts. */
export async function findPublishedTask(
  strapi: Core.Strapi,
  uid: string,
  documentId: string,
): Promise<PublishedTask | null> {
  const found: unknown = await strapi.db.query(uid).findOne({
    where: { documentId, publishedAt: { $notNull: true } },
    populate: POPULATE,
    orderBy: { id: 'asc' },
  });
  return found === null ? null : publishedTaskSchema.parse(found);
}

/** What core resolves terms from. */
export function termsSourcesOf(
  uid: string,
  task: PublishedTask,
): { task: TaskSource; drive: DriveSource | null } {
  const { documentId, organisation, memberSlots, organisationSlots, ...rest } = task;
  return {
    task: {
      ...rest,
      subject: { uid, id: documentId },
      organisationId: organisation,
      slots: { member: memberSlots, organisation: organisationSlots },
    },
    drive: task.drive,
  };
}
