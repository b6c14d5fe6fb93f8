import { z } from 'zod';
import { CONSENT_PURPOSES } from '../core/privacy/consents';
import { endpoint } from './endpoint';
import { instantSchema, oneOf } from './primitives';

/** What a member may allow, and whether this one does. */
export const consentSchema = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  /** Of the text; agreeing names it. */
  version: z.number().int(),
  text: z.string(),
  /** When the member agreed to this version; null without consent that counts. */
  givenAt: instantSchema.nullable(),
});
export type ConsentView = z.infer<typeof consentSchema>;

const consentsSchema = oneOf(z.array(consentSchema));
const purpose = z.enum(CONSENT_PURPOSES);

export const consentEndpoints = {
  'me.findConsents': endpoint({
    summary: 'List what a member may allow, and what this one does.',
    method: 'GET',
    path: '/me/consents',
    access: 'member',
    response: consentsSchema,
  }),
  'me.giveConsent': endpoint({
    summary: 'Agree to one purpose, as its text reads in this version.',
    method: 'POST',
    path: '/me/consents',
    access: 'member',
    body: z.strictObject({ purpose, version: z.number().int().min(1) }),
    response: consentsSchema,
  }),
  /** What was kept for this purpose alone goes with it. */
  'me.withdrawConsent': endpoint({
    summary: 'Withdraw consent to one purpose.',
    method: 'POST',
    path: '/me/consents/withdraw',
    access: 'member',
    body: z.strictObject({ purpose }),
    response: consentsSchema,
  }),
};
