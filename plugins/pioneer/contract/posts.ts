import { z } from 'zod';
import { APPOINTERS } from '../core/people/posts';
import { endpoint } from './endpoint';
import {
  idParams,
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from './primitives';
import { importResultSchema, rowsOf, memberNumberSchema, organisationCodeSchema } from './people';

const titleSchema = text({ min: 1, max: 80 });

/** Longer than anybody is appointed for, and more than any post has. */
const MAX_TERM_MONTHS = 120;
const MAX_HOLDERS = 1000;

/** Somebody who holds a post now. */
export const holdingSchema = z.strictObject({
  id: idSchema,
  version: z.number().int(),
  member: z.strictObject({ id: idSchema, name: z.string() }),
  since: instantSchema,
  /** When the term ends by itself; null when it does not. */
  until: instantSchema.nullable(),
});
export type HoldingView = z.infer<typeof holdingSchema>;

export const postSchema = z.strictObject({
  id: idSchema,
  organisation: organisationRefSchema,
  title: z.string(),
  duties: z.string(),
  appointers: z.enum(APPOINTERS),
  maxHolders: z.number().int(),
  termMonths: z.number().int().nullable(),
  holders: z.number().int(),
  /**
   * For members who are signed in and for administrators; null for the public. By full name for who
   * belongs to the organisation, to one above it or below; as 张* for other members.
   */
  heldBy: z.array(holdingSchema).nullable(),
  /** Whether the reader may appoint and dismiss holders. */
  mayAppoint: z.boolean(),
});
export type PostView = z.infer<typeof postSchema>;

/** A post with places that nobody holds, or an organisation without such a post. */
export const gapSchema = z.strictObject({
  organisation: organisationRefSchema,
  kind: z.string(),
  title: z.string(),
  /** Null when the organisation has no such post. */
  postId: idSchema.nullable(),
  holders: z.number().int(),
  maxHolders: z.number().int(),
});
export type GapView = z.infer<typeof gapSchema>;

/**
 * Posts with fewer holders than they may have. With `kind` and `title` together: organisations of
 * this kind in which nobody holds a post of this title, whether they have the post or not.
 */
const gapQuery = z.strictObject({
  ...pageQuery,
  within: idSchema.optional(),
  kind: z.string().max(40).optional(),
  title: z.string().max(80).optional(),
});

const appointment = z.strictObject({ number: memberNumberSchema });
const dismissal = z.strictObject({ holdingId: idSchema, version: versionSchema });
const postQuery = z.strictObject({
  ...pageQuery,
  /** Posts of this organisation and everything below it. */
  within: idSchema.optional(),
});

export const postEndpoints = {
  /** Posts in use, by code of the organisation, then by title. */
  'posts.find': endpoint({
    summary: 'List posts with their duties.',
    method: 'GET',
    path: '/posts',
    access: 'public',
    query: postQuery,
    response: pageOf(postSchema),
  }),
  'posts.appoint': endpoint({
    summary: 'Appoint a member to a post.',
    method: 'POST',
    path: '/posts/:id/appoint',
    access: 'member',
    params: idParams,
    body: appointment,
    response: oneOf(postSchema),
  }),
  'posts.dismiss': endpoint({
    summary: 'Dismiss a holder of a post.',
    method: 'POST',
    path: '/posts/:id/dismiss',
    access: 'member',
    params: idParams,
    body: dismissal,
    response: oneOf(postSchema),
  }),
  /** Of the organisations that the reader manages, and everything below them. */
  'posts.findGaps': endpoint({
    summary: 'List posts and organisations that lack holders.',
    method: 'GET',
    path: '/posts/gaps',
    access: 'member',
    query: gapQuery,
    response: pageOf(gapSchema),
  }),
};

export const postRowSchema = z.strictObject({
  organisationCode: organisationCodeSchema,
  title: titleSchema,
  duties: text({ max: 5000 }),
  appointers: z.enum(APPOINTERS).default('own'),
  maxHolders: z.number().int().min(1).max(MAX_HOLDERS),
  /** Null when a term does not end by itself. */
  termMonths: z.number().int().min(1).max(MAX_TERM_MONTHS).nullable(),
  /** A post that is no longer in use keeps its history. */
  isActive: z.boolean().default(true),
});
export type PostRow = z.infer<typeof postRowSchema>;

export const postAdminEndpoints = {
  'posts.import': endpoint({
    summary: 'Import posts.',
    method: 'POST',
    path: '/posts/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('PostRow') }),
    response: importResultSchema,
  }),
  /** With the names of their holders, whom administrators appoint everywhere. */
  'holders.find': endpoint({
    summary: 'List posts with their duties and holders.',
    method: 'GET',
    path: '/posts',
    access: 'administrator',
    query: postQuery,
    response: pageOf(postSchema),
  }),
  'holders.appoint': endpoint({
    summary: 'Appoint a member to a post.',
    method: 'POST',
    path: '/posts/:id/appoint',
    access: 'administrator',
    params: idParams,
    body: appointment,
    response: oneOf(postSchema),
  }),
  'holders.dismiss': endpoint({
    summary: 'Dismiss a holder of a post.',
    method: 'POST',
    path: '/posts/:id/dismiss',
    access: 'administrator',
    params: idParams,
    body: dismissal,
    response: oneOf(postSchema),
  }),
  /** Of the whole town. */
  'gaps.find': endpoint({
    summary: 'List posts and organisations that lack holders.',
    method: 'GET',
    path: '/posts/gaps',
    access: 'administrator',
    query: gapQuery,
    response: pageOf(gapSchema),
  }),
};
