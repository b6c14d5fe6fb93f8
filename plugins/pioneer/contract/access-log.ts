import { z } from 'zod';
import { ACCESS_KINDS, ACCESSOR_KINDS } from '../core/access-log/kinds';
import { endpoint } from './endpoint';
import { instantSchema, moment, pageOf, pageQuery } from './primitives';

/** Who did what, when, from where, and whether it worked; people and things by their ids alone. */
export const accessSchema = z.strictObject({
  id: z.number().int(),
  at: instantSchema,
  kind: z.enum(ACCESS_KINDS),
  actor: z.strictObject({ kind: z.enum(ACCESSOR_KINDS), id: z.string().nullable() }),
  subject: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
  /** Empty for what the system did. */
  ip: z.string(),
  /** What a proxy called the request, if it did. */
  requestId: z.string().nullable(),
  isSuccess: z.boolean(),
  /** Addresses, statuses, numbers and ids; no names, phones or texts. */
  details: z.record(z.string(), z.unknown()),
});
export type AccessView = z.infer<typeof accessSchema>;

const id = z.string().min(1).max(64);

export const accessLogAdminEndpoints = {
  /** The newest first. That it was read is an entry as well, which this answer does not hold yet. */
  'accessLog.find': endpoint({
    summary: 'Read the access log.',
    method: 'GET',
    path: '/access-log',
    access: 'administrator',
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(ACCESS_KINDS).optional(),
      /** Who did it. */
      actor: id.optional(),
      /** Whom or what it was about; also who was among those whose names or phones were shown. */
      about: id.optional(),
      ip: z.string().max(45).optional(),
      outcome: z.enum(['success', 'failure']).optional(),
      from: moment.optional(),
      /** Before this moment. */
      to: moment.optional(),
    }),
    response: pageOf(accessSchema),
  }),
};
