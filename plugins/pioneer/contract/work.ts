import { z } from 'zod';
import { CLAIM_MODES, CLAIM_STATES, CLAIMANT_KINDS } from '../core/work/states';
import { OPENING_STATES } from '../core/work/claim-opening';
import { STEP_TREES } from '../core/work/steps';
import { DIFFICULTIES, PRIORITIES } from '../core/work/terms';
import { GIVEN_COMMANDS } from '../core/work/transitions';
import { endpoint } from './endpoint';
import {
  idSchema,
  instantSchema,
  localizedTextSchema,
  MAX_TEXT,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
} from './primitives';
import { refusalSchema } from './refusals';
import { criteriaSchema, gradesSchema, scoresSchema } from './work-rules';

const slotsSchema = z.strictObject({
  member: z.number().int().min(0),
  organisation: z.number().int().min(0),
});

/** What a claim is taken under, as members read it. */
export const termsSchema = z.strictObject({
  id: idSchema,
  claimMode: z.enum(CLAIM_MODES),
  leaseHours: z.number().int(),
  appealWindowDays: z.number().int(),
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
  opensAt: instantSchema.nullable(),
  closesAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  points: z.number().int(),
  difficulty: z.enum(DIFFICULTIES),
});

// Openings

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
  state: z.enum(OPENING_STATES),
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

const openingsQuery = z.strictObject({
  ...pageQuery,
  drive: idSchema.optional(),
  category: text({ min: 1, max: 100 }).optional(),
  /** This organisation and everything below it. */
  organisation: idSchema.optional(),
  /** Only those that the reader holds a live claim on. */
  mine: z.enum(['true', 'false']).optional(),
  state: z.enum(OPENING_STATES).optional(),
});

// Claims

export const allowedSchema = z.strictObject({
  command: z.enum(GIVEN_COMMANDS as [string, ...string[]]),
  refusal: refusalSchema.nullable(),
});

export const claimSchema = z.strictObject({
  id: idSchema,
  opening: z.strictObject({
    id: idSchema,
    title: z.string(),
    taskId: idSchema,
    organisation: organisationRefSchema,
  }),
  claimant: z.strictObject({
    kind: z.enum(CLAIMANT_KINDS),
    id: idSchema,
    name: z.string(),
  }),
  /** The member who claimed. */
  lead: z.strictObject({ id: idSchema, name: z.string() }),
  /** The organisation that the claim is credited to. */
  organisationId: idSchema.nullable(),
  state: z.enum(CLAIM_STATES),
  version: z.number().int(),
  round: z.number().int(),
  step: z.number().int(),
  /** How many steps of evaluation the terms have. */
  steps: z.number().int(),
  /** While it waits for a verdict: whose organisation is asked first, and until when. */
  evaluation: z
    .strictObject({
      label: localizedTextSchema,
      organisation: organisationRefSchema,
      endsAt: instantSchema.nullable(),
    })
    .nullable(),
  percent: z.number().int(),
  passMark: z.number(),
  score: z.number().nullable(),
  claimedAt: instantSchema,
  leaseEndsAt: instantSchema.nullable(),
  submittedAt: instantSchema.nullable(),
  acknowledgedAt: instantSchema.nullable(),
  decidedAt: instantSchema.nullable(),
  appealEndsAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** What the reader may do now; a refusal says why not. */
  allowed: z.array(allowedSchema),
});
export type ClaimView = z.infer<typeof claimSchema>;

export const REPORT_KINDS = ['progress', 'submission'] as const;

export const reportSchema = z.strictObject({
  id: idSchema,
  clientId: z.string(),
  kind: z.enum(REPORT_KINDS),
  round: z.number().int(),
  percent: z.number().int(),
  text: z.string(),
  selfCheck: scoresSchema.nullable(),
  by: z.strictObject({ id: idSchema, name: z.string() }),
  reportedAt: instantSchema,
});

export const VERDICT_DECISIONS = ['accept', 'return', 'reject'] as const;

export const verdictSchema = z.strictObject({
  id: idSchema,
  round: z.number().int(),
  step: z.number().int(),
  decision: z.enum(VERDICT_DECISIONS),
  scores: scoresSchema.nullable(),
  score: z.number().nullable(),
  reason: z.string(),
  by: z.strictObject({ id: idSchema, name: z.string() }),
  decidedAt: instantSchema,
});

export const claimDetailSchema = claimSchema.extend({
  terms: termsSchema,
  reports: z.array(reportSchema),
  verdicts: z.array(verdictSchema),
});

export const timelineEntrySchema = z.strictObject({
  version: z.number().int(),
  type: z.string(),
  at: instantSchema,
  /** Null for the system. */
  by: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const idParams = z.strictObject({ id: z.string() });

/** The version of the claim that the giver saw; a stale one is refused, nothing is overwritten. */
const version = z.number().int().min(1);
/** Made by the client, unique for ever: a report that is sent twice arrives once. */
const clientId = z.uuid();
const reason = text({ min: 1, max: MAX_TEXT });

function command<Body extends z.ZodType>(name: (typeof GIVEN_COMMANDS)[number], body: Body) {
  return endpoint({
    method: 'POST',
    path: `/claims/:id/${name}`,
    access: 'member',
    params: idParams,
    body,
    response: oneOf(claimSchema),
  });
}

export const workEndpoints = {
  'openings.find': endpoint({
    method: 'GET',
    path: '/openings',
    access: 'public',
    query: openingsQuery,
    response: pageOf(openingSchema),
  }),
  'openings.findOne': endpoint({
    method: 'GET',
    path: '/openings/:id',
    access: 'public',
    params: idParams,
    response: oneOf(openingDetailSchema),
  }),
  'openings.claim': endpoint({
    method: 'POST',
    path: '/openings/:id/claims',
    access: 'member',
    params: idParams,
    body: z.strictObject({
      termsId: idSchema,
      /** Without it the member claims as a person. */
      organisationId: idSchema.optional(),
    }),
    response: oneOf(claimSchema),
  }),
  'claims.find': endpoint({
    method: 'GET',
    path: '/claims',
    access: 'member',
    query: z.strictObject({
      ...pageQuery,
      /** `mine`: my own and my organisations'; `to-evaluate`: what waits for my verdict. */
      view: z.enum(['mine', 'to-evaluate']),
      state: z.enum(CLAIM_STATES).optional(),
    }),
    response: pageOf(claimSchema),
  }),
  'claims.findOne': endpoint({
    method: 'GET',
    path: '/claims/:id',
    access: 'member',
    params: idParams,
    response: oneOf(claimDetailSchema),
  }),
  'claims.findTimeline': endpoint({
    method: 'GET',
    path: '/claims/:id/timeline',
    access: 'member',
    params: idParams,
    query: z.strictObject(pageQuery),
    response: pageOf(timelineEntrySchema),
  }),
  'claims.report': command(
    'report',
    z.strictObject({
      version,
      clientId,
      percent: z.number().int().min(0).max(100),
      text: text({ min: 1, max: MAX_TEXT }),
    }),
  ),
  'claims.submit': command(
    'submit',
    z.strictObject({
      version,
      clientId,
      text: text({ min: 1, max: MAX_TEXT }),
      /** The claimant's own scores by the standard; not a verdict. */
      selfCheck: scoresSchema,
    }),
  ),
  'claims.acknowledge': command('acknowledge', z.strictObject({ version })),
  'claims.withdraw': command('withdraw', z.strictObject({ version, reason })),
  'claims.accept': command(
    'accept',
    z.strictObject({ version, scores: scoresSchema, reason: text({ max: MAX_TEXT }).default('') }),
  ),
  'claims.return': command('return', z.strictObject({ version, reason })),
  'claims.reject': command('reject', z.strictObject({ version, scores: scoresSchema, reason })),
};

export const workAdminEndpoints = {
  /** What the admin panel shows beside a task. */
  'tasks.findOpenings': endpoint({
    method: 'GET',
    path: '/tasks/:uid/:id/openings',
    access: 'administrator',
    params: z.strictObject({ uid: z.string(), id: z.string() }),
    response: oneOf(
      z.array(
        z.strictObject({
          id: idSchema,
          state: z.enum(OPENING_STATES),
          slots: slotsSchema,
          taken: slotsSchema,
          claims: z.array(z.strictObject({ state: z.enum(CLAIM_STATES), count: z.number().int() })),
        }),
      ),
    ),
  }),
};
