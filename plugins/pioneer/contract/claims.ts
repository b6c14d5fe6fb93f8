import { z } from 'zod';
import { MAX_EVIDENCE_OF_REPORT } from '../core/evidence/rules';
import { CLAIM_STATES, CLAIMANT_KINDS } from '../core/work/states';
import { GIVEN_COMMANDS } from '../core/work/given-commands';
import { dueQuery, isInOrder, OUT_OF_ORDER } from './board-query';
import { endpoint } from './endpoint';
import { evidenceSchema } from './evidence';
import { answersSchema } from './forms';
import {
  idParams,
  idSchema,
  instantSchema,
  localizedTextSchema,
  MAX_TEXT,
  moment,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from './primitives';
import { refusalSchema } from './refusals';
import { termsSchema } from './terms';
import { scoresSchema } from './work-rules';

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
  /** The member who claimed; null while nobody has answered for an organisation that was named. */
  lead: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
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
  /** Until when the work is to be done; the opening's due date when it was claimed, or a later one. */
  dueAt: instantSchema.nullable(),
  /** Whether the claimant still works although it was due. */
  isPastDue: z.boolean(),
  /** Until when an offered slot is kept. */
  offerEndsAt: instantSchema.nullable(),
  /** When the claimant asked to give up; a manager answers. */
  withdrawalAskedAt: instantSchema.nullable(),
  /** How many times the claimant has extended the lease. */
  extended: z.number().int(),
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
  answers: answersSchema,
  selfCheck: scoresSchema.nullable(),
  /** What it shows, from the list of the claim. */
  evidenceIds: z.array(idSchema),
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
  answers: answersSchema,
  reason: z.string(),
  by: z.strictObject({ id: idSchema, name: z.string() }),
  decidedAt: instantSchema,
});

export const claimDetailSchema = claimSchema.extend({
  terms: termsSchema,
  /** Members who share in an organisation's claim, beside its lead. */
  coClaimants: z.array(z.strictObject({ id: idSchema, name: z.string() })),
  withdrawalReason: z.string().nullable(),
  withdrawalAnswer: z.string().nullable(),
  /** Why a manager moved it to the terms that it is under; null when nobody did. */
  termsReason: z.string().nullable(),
  /** Why it was withdrawn, declined, refused or cancelled. */
  endReason: z.string().nullable(),
  reports: z.array(reportSchema),
  /** Everything that was uploaded, in the order of its arrival. */
  evidence: z.array(evidenceSchema),
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

/** Of the claim. */
const version = versionSchema;
/** Made by the client, unique for ever: a report that is sent twice arrives once. */
const clientId = z.uuid();
export const reason = text({ min: 1, max: MAX_TEXT });
const optionalReason = text({ max: MAX_TEXT }).default('');
/** To the form of the claim's own terms, however the form reads by now. */
const answers = answersSchema.default({});
/** What was uploaded to the claim and is shown by this report, from now on and by no other. */
const evidenceIds = z.array(idSchema).max(MAX_EVIDENCE_OF_REPORT).default([]);

/** `acceptOffer` in an address: `accept-offer`. */
function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function command<Body extends z.ZodType>(
  name: (typeof GIVEN_COMMANDS)[number],
  summary: string,
  body: Body,
) {
  return endpoint({
    summary,
    method: 'POST',
    path: `/claims/:id/${kebabCase(name)}`,
    access: 'member',
    params: idParams,
    body,
    response: oneOf(claimSchema),
  });
}

export const claimEndpoints = {
  'claims.find': endpoint({
    summary: 'List claims that concern the reader.',
    method: 'GET',
    path: '/claims',
    access: 'member',
    query: z
      .strictObject({
        ...pageQuery,
        /**
         * `mine`: my own, my organisations' and those that I share in; `to-evaluate`: what waits for
         * my verdict; `to-decide`: applications and withdrawals that wait for a manager's answer;
         * `past-due`: what a manager's claimants still work on although it was due.
         */
        view: z.enum(['mine', 'to-evaluate', 'to-decide', 'past-due']),
        state: z.enum(CLAIM_STATES).optional(),
        ...dueQuery,
      })
      .refine(isInOrder, OUT_OF_ORDER),
    response: pageOf(claimSchema),
  }),
  'claims.findOne': endpoint({
    summary: 'Read a claim with its terms, reports and verdicts.',
    method: 'GET',
    path: '/claims/:id',
    access: 'member',
    params: idParams,
    response: oneOf(claimDetailSchema),
  }),
  'claims.findTimeline': endpoint({
    summary: 'List what has happened to a claim.',
    method: 'GET',
    path: '/claims/:id/timeline',
    access: 'member',
    params: idParams,
    query: z.strictObject(pageQuery),
    response: pageOf(timelineEntrySchema),
  }),
  'claims.acceptOffer': command(
    'acceptOffer',
    'Accept an offered slot.',
    z.strictObject({ version }),
  ),
  'claims.decline': command(
    'decline',
    'Decline an offered slot.',
    z.strictObject({ version, reason: optionalReason }),
  ),
  'claims.extend': command(
    'extend',
    'Extend the lease of a claim; as a manager, its due date with it.',
    z.strictObject({
      version,
      dueAt: moment.describe('The new due date, later than the present one.').optional(),
    }),
  ),
  'claims.approve': command('approve', 'Approve an application.', z.strictObject({ version })),
  'claims.refuse': command('refuse', 'Refuse an application.', z.strictObject({ version, reason })),
  'claims.allowWithdrawal': command(
    'allowWithdrawal',
    'Let a claimant withdraw.',
    z.strictObject({ version }),
  ),
  'claims.denyWithdrawal': command(
    'denyWithdrawal',
    'Deny a claimant who asked to withdraw.',
    z.strictObject({ version, reason }),
  ),
  'claims.cancel': command('cancel', 'Cancel a claim.', z.strictObject({ version, reason })),
  'claims.moveToTerms': command(
    'moveToTerms',
    'Move a claim to the newest terms of its opening.',
    z.strictObject({ version, reason }),
  ),
  'claims.report': command(
    'report',
    'Report progress.',
    z.strictObject({
      version,
      clientId,
      percent: z.number().int().min(0).max(100),
      text: text({ min: 1, max: MAX_TEXT }),
      answers,
      evidenceIds,
    }),
  ),
  'claims.submit': command(
    'submit',
    'Submit work for evaluation.',
    z.strictObject({
      version,
      clientId,
      text: text({ min: 1, max: MAX_TEXT }),
      answers,
      evidenceIds,
      /** The claimant's own scores by the standard; not a verdict. */
      selfCheck: scoresSchema,
    }),
  ),
  'claims.acknowledge': command(
    'acknowledge',
    'Acknowledge why work was returned.',
    z.strictObject({ version }),
  ),
  'claims.withdraw': command(
    'withdraw',
    'Withdraw a claim, or ask to.',
    z.strictObject({ version, reason }),
  ),
  'claims.accept': command(
    'accept',
    'Accept submitted work with scores.',
    z.strictObject({ version, scores: scoresSchema, answers, reason: optionalReason }),
  ),
  'claims.return': command(
    'return',
    'Return submitted work with a reason.',
    z.strictObject({ version, answers, reason }),
  ),
  'claims.reject': command(
    'reject',
    'Reject submitted work with scores.',
    z.strictObject({ version, scores: scoresSchema, answers, reason }),
  ),
};
