import { z } from 'zod';
import { MISSED_AS } from '../core/privacy/erasure';
import { endpoint } from './endpoint';
import { memberNumberSchema, passwordSchema } from './people';
import { idParams, instantSchema, oneOf, organisationRefSchema } from './primitives';

/** What an erasure ends and deletes, and who is missed afterwards; it goes through all the same. */
export const erasurePlanSchema = z.strictObject({
  /** Claims of the member's own that still run: they are cancelled and their slots come free. */
  claims: z.number().int(),
  memberships: z.number().int(),
  posts: z.number().int(),
  reports: z.number().int(),
  verdicts: z.number().int(),
  evidence: z.number().int(),
  /** What nobody else is there: named by a workflow's steps, or the last in an organisation. */
  missed: z.array(
    z.strictObject({
      as: z.enum(MISSED_AS),
      /** Null for whom a workflow names. */
      organisation: organisationRefSchema.nullable(),
      /** The title of the post, or the name of the workflow. */
      title: z.string().nullable(),
    }),
  ),
});
export type ErasurePlan = z.infer<typeof erasurePlanSchema>;

/** What is left of a member. */
export const erasedSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  erasedAt: instantSchema,
});
export type Erased = z.infer<typeof erasedSchema>;

export const leavingEndpoints = {
  'me.findErasure': endpoint({
    summary: 'See what ends and what is deleted when the member leaves.',
    method: 'GET',
    path: '/me/erasure',
    access: 'member',
    response: oneOf(erasurePlanSchema),
  }),
  /** Cannot be undone. */
  'me.erase': endpoint({
    summary: 'Leave: end everything that runs and erase what is kept of the member.',
    method: 'POST',
    path: '/me/erasure',
    access: 'member',
    body: z.strictObject({ password: passwordSchema }),
    isOnce: true,
    response: oneOf(erasedSchema),
  }),
  /** Once a day. The address works once, within 24 hours, and for nobody else. */
  'me.requestExport': endpoint({
    summary: 'Ask for a copy of everything that is kept of the member.',
    method: 'POST',
    path: '/me/exports',
    access: 'member',
    isOnce: true,
    response: oneOf(z.strictObject({ address: z.string(), expiresAt: instantSchema })),
  }),
  'me.takeExport': endpoint({
    summary: 'Get that copy: a ZIP of JSON and of the files that the member uploaded.',
    method: 'GET',
    path: '/me/exports/:secret',
    access: 'member',
    params: z.strictObject({ secret: z.string() }),
    response: z.file(),
    givesFile: true,
  }),
};

export const leavingAdminEndpoints = {
  'members.findErasure': endpoint({
    summary: 'See what ends and what is deleted when a member is erased.',
    method: 'GET',
    path: '/members/:id/erasure',
    access: 'administrator',
    params: idParams,
    response: oneOf(erasurePlanSchema),
  }),
  /** Cannot be undone, so the member's number is said once more. */
  'members.erase': endpoint({
    summary: 'Erase a member.',
    method: 'POST',
    path: '/members/:id/erasure',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({ number: memberNumberSchema }),
    response: oneOf(erasedSchema),
  }),
};
