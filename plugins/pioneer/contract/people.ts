import { z } from 'zod';
import { MEMBERSHIP_ROLES } from '../core/people/roles';
import {
  idParams,
  idSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from './primitives';
import { endpoint } from './endpoint';
import { refusalSchema } from './refusals';

/** Sign-in names: letters, digits, dot, dash, underscore; compared without regard to case. */
export const memberNumberSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$/, 'is not a member number');

export const organisationCodeSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u, 'is not an organisation code');

/**
 * What members say who they are with: a member number, or a phone in any spelling. Where a number
 * looks like somebody else's phone, it means the number.
 */
const signInNameSchema = z.union([
  memberNumberSchema,
  z.string().regex(/^\s*\+?[\d\s().-]{5,40}$/, 'is neither a member number nor a phone'),
]);

/** Longest password accepted for reading; the rules on passwords are in core/people. */
export const passwordSchema = z.string().max(1000);

export const organisationSchema = organisationRefSchema.extend({
  version: z.number().int(),
  kind: z.string(),
  parentId: idSchema.nullable(),
  depth: z.number().int(),
});
export type OrganisationView = z.infer<typeof organisationSchema>;

export const meSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  name: z.string(),
  memberships: z.array(
    z.strictObject({ organisation: organisationRefSchema, role: z.enum(MEMBERSHIP_ROLES) }),
  ),
});
export type Me = z.infer<typeof meSchema>;

/** The session's refresh token travels in an httpOnly cookie, never in a body. */
const sessionSchema = oneOf(
  z.strictObject({ accessToken: z.string(), member: z.strictObject({ id: idSchema }) }),
);

export const peopleEndpoints = {
  'session.activate': endpoint({
    summary: 'Activate an account with a one-time code and sign in.',
    method: 'POST',
    path: '/activate',
    access: 'public',
    body: z.strictObject({
      number: signInNameSchema,
      code: z.string().max(64),
      password: passwordSchema,
    }),
    response: sessionSchema,
  }),
  'session.signIn': endpoint({
    summary: 'Sign in with number and password.',
    method: 'POST',
    path: '/sign-in',
    access: 'public',
    body: z.strictObject({ number: z.string().max(64), password: passwordSchema }),
    response: sessionSchema,
  }),
  'me.findOne': endpoint({
    summary: 'Read who is signed in, with memberships.',
    method: 'GET',
    path: '/me',
    access: 'member',
    response: oneOf(meSchema),
  }),
  // Named after the content type: Strapi shows relations to it to whoever has this grant.
  'organisation.find': endpoint({
    summary: 'List organisations: the roots, the children of one, or all below one.',
    method: 'GET',
    path: '/organisations',
    access: 'public',
    query: z.strictObject({
      ...pageQuery,
      /** Children of this one; without it the roots. */
      parent: idSchema.optional(),
      /** Every organisation below this one, itself included. */
      within: idSchema.optional(),
    }),
    response: pageOf(organisationSchema),
  }),
  'organisation.findOne': endpoint({
    summary: 'Read an organisation.',
    method: 'GET',
    path: '/organisations/:id',
    access: 'public',
    params: idParams,
    response: oneOf(organisationSchema),
  }),
};

// What task administrators send from the admin panel

/** Most rows of one import request; larger files are sent in parts. */
export const MAX_IMPORT_ROWS = 1000;

const organisationNameSchema = text({ min: 1, max: 120 });
const organisationKindSchema = text({ min: 1, max: 40 });

export const organisationRowSchema = z.strictObject({
  code: organisationCodeSchema,
  name: organisationNameSchema,
  kind: organisationKindSchema,
  parentCode: organisationCodeSchema.nullable(),
});
export type OrganisationRow = z.infer<typeof organisationRowSchema>;

export const memberRowSchema = z.strictObject({
  number: memberNumberSchema,
  name: text({ min: 1, max: 60 }),
  /** Left out, it stays as it is; `null` forgets it. It is in no answer. */
  phone: text({ min: 1, max: 40 }).nullable().optional(),
  memberships: z
    .array(
      z.strictObject({ organisationCode: organisationCodeSchema, role: z.enum(MEMBERSHIP_ROLES) }),
    )
    .max(50),
});
export type MemberRow = z.infer<typeof memberRowSchema>;

/** Rows that could not be used are named by their place (from 0); the others are in. */
export const importResultSchema = oneOf(
  z.strictObject({
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    refused: z.array(z.strictObject({ index: z.number().int(), refusal: refusalSchema })),
  }),
);
export type ImportResult = z.infer<typeof importResultSchema>['data'];

/**
 * Rows are parsed one by one, so that a bad one does not spoil the others. The name is that of the
 * schema which each must fit.
 */
export function rowsOf(name: string) {
  const row = z.unknown().meta({ $ref: `#/components/schemas/${name}` });
  return z.array(row).min(1).max(MAX_IMPORT_ROWS);
}

export const peopleAdminEndpoints = {
  'organisations.import': endpoint({
    summary: 'Import organisations.',
    method: 'POST',
    path: '/organisations/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('OrganisationRow') }),
    response: importResultSchema,
  }),
  'organisations.edit': endpoint({
    summary: 'Rename an organisation or change its kind.',
    method: 'PUT',
    path: '/organisations/:id',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({
      version: versionSchema,
      name: organisationNameSchema,
      kind: organisationKindSchema,
    }),
    response: oneOf(organisationSchema),
  }),
  /** With everything below it; `null` makes it a root. */
  'organisations.move': endpoint({
    summary: 'Move an organisation under another parent.',
    method: 'PUT',
    path: '/organisations/:id/parent',
    access: 'administrator',
    params: idParams,
    body: z.strictObject({ version: versionSchema, parentId: idSchema.nullable() }),
    response: oneOf(organisationSchema),
  }),
  'members.import': endpoint({
    summary: 'Import members with their memberships.',
    method: 'POST',
    path: '/members/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('MemberRow') }),
    response: importResultSchema,
  }),
  /** Makes new one-time codes; each is shown in this response only and stored as a hash. */
  'members.invite': endpoint({
    summary: 'Make one-time activation codes for members.',
    method: 'POST',
    path: '/members/invite',
    access: 'administrator',
    body: z.strictObject({ numbers: z.array(memberNumberSchema).min(1).max(MAX_IMPORT_ROWS) }),
    response: oneOf(
      z.strictObject({
        codes: z.array(
          z.strictObject({ number: z.string(), code: z.string(), expiresAt: z.string() }),
        ),
        refused: z.array(z.strictObject({ index: z.number().int(), refusal: refusalSchema })),
      }),
    ),
  }),
};
