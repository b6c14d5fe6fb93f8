import { z } from 'zod';
import { endpoint } from './endpoint';
import { organisationSchema } from './people';
import { idParams, idSchema, oneOf, organisationRefSchema, text } from './primitives';

/** More than that nobody picks from; another word narrows it. */
export const MAX_LOOKED_UP = 20;

const lookUpQuery = z.strictObject({ q: text({ max: 100 }).default('') });

export const memberRefSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  /** In full or as 张*, by the reader's permission. */
  name: z.string(),
});
export type MemberRef = z.infer<typeof memberRefSchema>;

export const memberDetailSchema = memberRefSchema.extend({
  /** In full or as 138****1234, by the reader's permission; null when none is known. */
  phone: z.string().nullable(),
});
export type MemberDetail = z.infer<typeof memberDetailSchema>;

/** What administrators pick organisations and members from. */
export const lookUpAdminEndpoints = {
  /** The first by code; those whose code or name holds every word. */
  'organisations.search': endpoint({
    summary: 'Look up organisations by code or name.',
    method: 'GET',
    path: '/organisations',
    access: 'administrator',
    query: lookUpQuery,
    response: oneOf(z.array(organisationSchema)),
  }),
  'organisations.findOne': endpoint({
    summary: 'Read an organisation with the one above it.',
    method: 'GET',
    path: '/organisations/:id',
    access: 'administrator',
    params: idParams,
    response: oneOf(organisationSchema.extend({ parent: organisationRefSchema.nullable() })),
  }),
  /** The first by number; those whose number, or name if the reader sees names, holds every word. */
  'members.search': endpoint({
    summary: 'Look up members by number or name.',
    method: 'GET',
    path: '/members',
    access: 'administrator',
    query: lookUpQuery,
    response: oneOf(z.array(memberRefSchema)),
  }),
  'members.findOne': endpoint({
    summary: 'Read a member: number, name and phone.',
    method: 'GET',
    path: '/members/:id',
    access: 'administrator',
    params: idParams,
    response: oneOf(memberDetailSchema),
  }),
};
