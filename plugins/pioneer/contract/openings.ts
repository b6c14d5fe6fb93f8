import { z } from 'zod';
import { JOB_KINDS, JOB_STATES } from '../core/jobs/jobs';
import { MEMBERSHIP_ROLES } from '../core/people/roles';
import { OPENING_STATES } from '../core/work/claim-opening';
import { CLAIM_MODES, CLAIM_STATES, CLAIMANT_KINDS } from '../core/work/states';
import { UNIT_KINDS } from '../core/units/units';
import { DIFFICULTIES, PRIORITIES } from '../core/work/terms';
import { openingsQuery } from './board-query';
import { claimSchema, reason } from './claims';
import { endpoint } from './endpoint';
import {
  idParams,
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  text,
} from './primitives';
import { refusalSchema } from './refusals';
import { slotsSchema, termsSchema } from './terms';

export const openingSchema = z.strictObject({
  id: idSchema,
  task: z.strictObject({ uid: z.string(), id: idSchema, slug: z.string() }),
  driveId: idSchema.nullable(),
  title: z.string(),
  summary: z.string(),
  category: z.string(),
  priority: z.enum(PRIORITIES),
  difficulty: z.enum(DIFFICULTIES),
  points: z.number().int(),
  organisation: organisationRefSchema,
  place: z
    .strictObject({
      address: z.string(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
    })
    .nullable(),
  /** The one of the task's units that it is about; null when the task has no units. */
  unit: z
    .strictObject({
      kind: z.enum(UNIT_KINDS),
      id: idSchema,
      label: z.string(),
      /** Which finding of a spot it is; 1 for everything else. */
      occurrence: z.number().int(),
    })
    .nullable(),
  /** Metres from where the reader asks what is near; null where nobody asked that. */
  distance: z.number().int().nullable(),
  state: z.enum(OPENING_STATES),
  claimMode: z.enum(CLAIM_MODES),
  slots: slotsSchema,
  /** Slots that are taken now. */
  taken: slotsSchema,
  accepted: z.number().int(),
  opensAt: instantSchema.nullable(),
  closesAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  openedAt: instantSchema,
  /** The terms that a claim taken now would be under; a claim must name them. */
  termsId: idSchema,
  /** The reader's own live claim, as a member or for an organisation. */
  myClaimId: idSchema.nullable(),
  /** May the reader claim now, as a member? Null stands for yes and for "nobody is signed in". */
  claimRefusal: refusalSchema.nullable(),
});
export type OpeningView = z.infer<typeof openingSchema>;

export const openingDetailSchema = openingSchema.extend({ terms: termsSchema });

export const MAX_CO_CLAIMANTS = 50;
/** Claimants that one request may name. */
export const MAX_ASSIGNED = 500;

const claimantSchema = z.strictObject({ kind: z.enum(CLAIMANT_KINDS), id: idSchema });

/** Names claimants by what they are: everybody at or below an organisation who fits. */
const assignmentRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('member'),
    within: idSchema,
    role: z.enum(MEMBERSHIP_ROLES).optional(),
    /** The title of a post: whoever holds it there now. */
    post: text({ min: 1, max: 120 }).optional(),
  }),
  z.strictObject({
    kind: z.literal('organisation'),
    within: idSchema,
    organisationKind: text({ min: 1, max: 50 }).optional(),
  }),
]);

export const openingEndpoints = {
  'openings.find': endpoint({
    summary: 'List openings on the board.',
    method: 'GET',
    path: '/openings',
    access: 'public',
    query: openingsQuery,
    response: pageOf(openingSchema),
  }),
  'openings.findOne': endpoint({
    summary: 'Read an opening with its terms.',
    method: 'GET',
    path: '/openings/:id',
    access: 'public',
    params: idParams,
    response: oneOf(openingDetailSchema),
  }),
  'openings.claim': endpoint({
    summary: 'Claim an opening, as a member or for an organisation.',
    method: 'POST',
    path: '/openings/:id/claims',
    access: 'member',
    params: idParams,
    body: z.strictObject({
      termsId: idSchema,
      /** Without it the member claims as a person. */
      organisationId: idSchema.optional(),
      /** Members of the organisation who share in its claim. */
      coClaimantIds: z.array(idSchema).max(MAX_CO_CLAIMANTS).default([]),
      /** Whether to wait for a slot when all are taken and there is a waiting list. */
      wait: z.boolean().default(false),
    }),
    response: oneOf(claimSchema),
  }),
  'openings.assign': endpoint({
    summary: 'Assign an opening to claimants by name or by rule.',
    method: 'POST',
    path: '/openings/:id/assignments',
    access: 'member',
    params: idParams,
    body: z.union([
      z.strictObject({ claimants: z.array(claimantSchema).min(1).max(MAX_ASSIGNED) }),
      z.strictObject({ rule: assignmentRuleSchema }),
    ]),
    response: oneOf(
      z.strictObject({
        assigned: z.array(claimantSchema.extend({ claimId: idSchema })),
        refused: z.array(claimantSchema.extend({ refusal: refusalSchema })),
      }),
    ),
  }),
  'openings.moveClaims': endpoint({
    summary: 'Move the running claims of an opening to its newest terms.',
    method: 'POST',
    path: '/openings/:id/moves',
    access: 'member',
    params: idParams,
    body: z.strictObject({ reason }),
    response: oneOf(z.strictObject({ moved: z.number().int() })),
  }),
  'openings.cancelClaims': endpoint({
    summary: 'Cancel every claim of an opening that can still be cancelled.',
    method: 'POST',
    path: '/openings/:id/cancellations',
    access: 'member',
    params: idParams,
    body: z.strictObject({ reason }),
    response: oneOf(z.strictObject({ cancelled: z.number().int() })),
  }),
};

const archivedSchema = z.strictObject({ tasks: z.number().int(), openings: z.number().int() });

/** A task of which some openings are under other terms than it would be published with now. */
const outdatedTaskSchema = z.strictObject({
  uid: z.string(),
  id: idSchema,
  title: z.string(),
  /** Open openings under older terms. */
  openings: z.number().int(),
  /** Claims under older terms that a manager could move. */
  claims: z.number().int(),
  /** What of the terms has changed. */
  changes: z.array(z.string()),
  /** Why the new terms cannot be applied as things stand. */
  refusal: refusalSchema.nullable(),
});

/** Tasks that one request may publish anew. */
export const MAX_APPLIED = 200;

/** A task by the content type that plays the part and its document. */
export const taskRefSchema = z.strictObject({ uid: z.string().max(200), id: idSchema });

const jobSchema = z.strictObject({
  kind: z.enum(JOB_KINDS),
  state: z.enum(JOB_STATES),
  done: z.number().int(),
  /** Null before it has begun. */
  total: z.number().int().nullable(),
  /** The code of the refusal that it failed with. */
  problem: z.string().nullable(),
});

/** All openings of a task taken together: a task with units has thousands. */
const taskOpeningsSchema = z.strictObject({
  open: z.number().int(),
  closed: z.number().int(),
  slots: slotsSchema,
  taken: slotsSchema,
  /** In the order of a claim's life; states without claims are left out. */
  claims: z.array(z.strictObject({ state: z.enum(CLAIM_STATES), count: z.number().int() })),
  /** What is still being opened or enrolled, or failed. */
  jobs: z.array(jobSchema),
});

export const openingAdminEndpoints = {
  /** What the admin panel shows beside a task. */
  'tasks.findOpenings': endpoint({
    summary: 'List the openings of a task with their slots and claims.',
    method: 'GET',
    path: '/tasks/:uid/:id/openings',
    access: 'administrator',
    params: z.strictObject({ uid: z.string(), id: z.string() }),
    response: oneOf(taskOpeningsSchema),
  }),
  /** Closes its openings for good and takes it off the site; publishing it takes that back. */
  'tasks.archive': endpoint({
    summary: 'Archive a task on which nobody works any more.',
    method: 'POST',
    path: '/tasks/:uid/:id/archive',
    access: 'administrator',
    params: z.strictObject({ uid: z.string(), id: z.string() }),
    response: oneOf(archivedSchema),
  }),
  'drives.archive': endpoint({
    summary: 'Archive all tasks of a drive.',
    method: 'POST',
    path: '/drives/:id/archive',
    access: 'administrator',
    params: z.strictObject({ id: idSchema }),
    response: oneOf(archivedSchema),
  }),
  'tasks.findOutdated': endpoint({
    summary: 'List tasks whose openings are under older terms.',
    method: 'GET',
    path: '/outdated-terms',
    access: 'administrator',
    query: z.strictObject({
      /** What has changed: a standard, a workflow or a drive. */
      source: z.enum(['standard', 'workflow', 'drive']),
      id: idSchema,
    }),
    response: oneOf(z.array(outdatedTaskSchema)),
  }),
  'tasks.applyTerms': endpoint({
    summary: 'Publish tasks anew under the terms of now.',
    method: 'POST',
    path: '/outdated-terms/apply',
    access: 'administrator',
    body: z.strictObject({ tasks: z.array(taskRefSchema).min(1).max(MAX_APPLIED) }),
    response: oneOf(
      z.strictObject({
        applied: z.number().int(),
        refused: z.array(taskRefSchema.extend({ refusal: refusalSchema })),
      }),
    ),
  }),
};
