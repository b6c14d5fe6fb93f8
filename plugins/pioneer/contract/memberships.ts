import { z } from 'zod';
import { MEMBERSHIP_ROLES } from '../core/people/roles';
import { endpoint } from './endpoint';
import {
  idParams,
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  versionSchema,
} from './primitives';

/** What a member is or was in an organisation, as administrators see it. */
export const membershipSchema = z.strictObject({
  id: idSchema,
  version: z.number().int(),
  member: z.strictObject({ id: idSchema, number: z.string(), name: z.string() }),
  organisation: organisationRefSchema,
  role: z.enum(MEMBERSHIP_ROLES),
  /** Null while it runs. */
  endedAt: instantSchema.nullable(),
});
export type MembershipView = z.infer<typeof membershipSchema>;

export const membershipAdminEndpoints = {
  /** By code of the organisation, then by number of the member. */
  'memberships.find': endpoint({
    summary: 'List memberships of a member or an organisation.',
    method: 'GET',
    path: '/memberships',
    access: 'administrator',
    query: z.strictObject({
      ...pageQuery,
      member: idSchema.optional(),
      organisation: idSchema.optional(),
      view: z.enum(['running', 'ended', 'all']).default('running'),
    }),
    response: pageOf(membershipSchema),
  }),
  /** One that ended before is taken up again. */
  'memberships.add': endpoint({
    summary: 'Give a member a role in an organisation.',
    method: 'POST',
    path: '/memberships',
    access: 'administrator',
    body: z.strictObject({
      memberId: idSchema,
      organisationId: idSchema,
      role: z.enum(MEMBERSHIP_ROLES),
    }),
    response: oneOf(membershipSchema),
  }),
  /** Claims go on: a person's stays with the person, an organisation's with the organisation. */
  'memberships.end': endpoint({
    summary: 'End a membership.',
    method: 'POST',
    path: '/memberships/:id/end',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({ version: versionSchema }),
    response: oneOf(membershipSchema),
  }),
};
