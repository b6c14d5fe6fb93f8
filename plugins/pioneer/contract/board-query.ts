import { z } from 'zod';
import { OPENING_STATES } from '../core/work/claim-opening';
import { UNIT_KINDS } from '../core/units/units';
import { idSchema, moment, pageQuery, text } from './primitives';

/** The furthest that "near" may mean, in metres. */
export const MAX_WITHIN = 50_000;

/** Twelve decimals of a degree are less than a micrometre. */
const POINT = /^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$/;

/** `22.8,113.05`: latitude and longitude in degrees of WGS 84. */
const point = z
  .string()
  .regex(POINT, 'is not a latitude and a longitude with a comma between')
  .transform((value) => value.split(',').map(Number))
  .transform(([latitude, longitude]) => ({ latitude, longitude }))
  .pipe(
    z.strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    }),
  );

/** The part of a query that asks for what is due in a time. */
export const dueQuery = {
  dueAfter: moment.describe('Due at this moment or later.').optional(),
  dueBefore: moment.describe('Due before this moment.').optional(),
};

/** Whether such a part can be met at all. */
export function isInOrder(query: {
  dueAfter?: number | undefined;
  dueBefore?: number | undefined;
}) {
  const { dueAfter, dueBefore } = query;
  return dueAfter === undefined || dueBefore === undefined || dueAfter <= dueBefore;
}

/** What is wrong with one that cannot. */
export const OUT_OF_ORDER = { path: ['dueAfter'], error: 'is later than "dueBefore"' };

/** What a reader of the board asks for; every filter narrows what the others leave. */
export const openingsQuery = z
  .strictObject({
    ...pageQuery,
    drive: idSchema.optional(),
    task: idSchema.describe('The openings of this task: one, or one for each unit.').optional(),
    category: text({ min: 1, max: 100 }).optional(),
    organisation: idSchema.describe('This organisation and everything below it.').optional(),
    mine: z
      .enum(['true', 'false'])
      .describe('Only those that the reader holds a live claim on, in whatever state they are.')
      .optional(),
    state: z
      .enum(OPENING_STATES)
      .describe('Open ones, when neither this nor "mine" is said.')
      .optional(),
    unitKind: z.enum(UNIT_KINDS).optional(),
    q: text({ min: 1, max: 100 })
      .describe(
        'Words that must all stand in title, summary, address or unit, in any case; ' +
          'of very long ones only the beginning is looked into.',
      )
      .optional(),
    ...dueQuery,
    near: point
      .describe('Latitude and longitude in degrees: what lies around it, nearest first.')
      .optional(),
    within: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_WITHIN)
      .describe('Metres from "near", along the great circle.')
      .optional(),
  })
  .refine(({ near, within }) => near !== undefined || within === undefined, {
    path: ['near'],
    error: 'is needed with "within"',
  })
  .refine(({ near, within }) => near === undefined || within !== undefined, {
    path: ['within'],
    error: 'is needed with "near"',
  })
  .refine(isInOrder, OUT_OF_ORDER);
