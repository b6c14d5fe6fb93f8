import { z } from 'zod';
import { endpoint } from './endpoint';
import { instantSchema, oneOf } from './primitives';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Where the chain of seals over the record ended on a day: whoever keeps it can hold us to it. */
export const recordHeadSchema = z.strictObject({
  /** A day of the town's calendar: 2026-10-01. */
  date: z.string(),
  /** How many events are sealed. */
  seq: z.number().int(),
  /** Of the last seal, SHA-256 in hex; it stands for all before it. */
  hash,
  publishedAt: instantSchema,
});
export type RecordHeadView = z.infer<typeof recordHeadSchema>;

/** The days that one answer shows. */
export const MAX_RECORD_HEADS = 400;

export const recordEndpoints = {
  'record.findHeads': endpoint({
    summary: 'Read where the chain of the record ended, day by day.',
    method: 'GET',
    path: '/record/heads',
    access: 'public',
    query: z.strictObject({
      /** Days before this one; without it the latest. */
      before: z.iso.date().optional(),
    }),
    response: oneOf(z.array(recordHeadSchema).describe('The latest day first.')),
  }),
};
