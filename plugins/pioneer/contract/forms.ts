import { z } from 'zod';
import { FIELD_TYPES, MAX_ANSWER } from '../core/work/form';
import { keySchema, localizedTextSchema, text } from './primitives';

export const MAX_FIELDS = 40;
export const MAX_OPTIONS = 50;

const limitSchema = z.number().nullable().default(null);

/** One question of a form; core/work/form.ts says what fits together. */
export const formFieldSchema = z.strictObject({
  key: keySchema,
  label: localizedTextSchema,
  type: z.enum(FIELD_TYPES),
  required: z.boolean().default(false),
  options: z
    .array(z.strictObject({ key: keySchema, label: localizedTextSchema }))
    .max(MAX_OPTIONS)
    .readonly()
    .default([]),
  /** Characters of a text, value of a number, number of choices. */
  limits: z
    .strictObject({ least: limitSchema, most: limitSchema })
    .default({ least: null, most: null }),
});

/** A form as an administrator writes it; without fields it asks nothing. */
export const formSchema = z.array(formFieldSchema).max(MAX_FIELDS);

/** Answers by the keys of their fields; the form of the claim's terms says which it takes. */
export const answersSchema = z.record(
  z.string().max(40),
  z.union([
    text({ max: MAX_ANSWER }),
    z.number(),
    z.boolean(),
    z.array(z.string().max(40)).max(MAX_OPTIONS).readonly(),
  ]),
);
