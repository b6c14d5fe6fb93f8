import { z } from 'zod';
import { EVIDENCE_MOMENTS } from '../core/evidence/rules';
import { endpoint } from './endpoint';
import { idParams, idSchema, instantSchema, oneOf } from './primitives';

/** Where a photo is shown besides: the same, or one that differs by no more than saving it anew. */
export const reuseSchema = z.strictObject({
  evidenceId: idSchema,
  claimId: idSchema,
  opening: z.strictObject({ id: idSchema, title: z.string() }),
  moment: z.enum(EVIDENCE_MOMENTS),
  addedAt: instantSchema,
});
export type ReuseView = z.infer<typeof reuseSchema>;

/** A photo or document that shows the work; its content has an address of its own. */
export const evidenceSchema = z.strictObject({
  id: idSchema,
  clientId: z.string(),
  moment: z.enum(EVIDENCE_MOMENTS),
  /** The report that shows it; null until one does. */
  reportId: idSchema.nullable(),
  name: z.string(),
  mimeType: z.string(),
  /** In bytes, of what is stored. */
  size: z.number().int(),
  /** In pixels; null for what is no picture. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Of what is stored, in hex. */
  sha256: z.string(),
  /** What the camera wrote, if whoever took the photo agrees that it is kept. */
  takenAt: instantSchema.nullable(),
  place: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** The photo of before that it is held against, and how far apart the two were taken. */
  pair: z
    .strictObject({
      beforeId: idSchema,
      /** Null where one of the two has no place. */
      metres: z.number().int().nullable(),
      /** From before to after, in milliseconds; null where one of the two has no time. */
      elapsed: z.number().int().nullable(),
    })
    .nullable(),
  /** Where else it is shown, the newest first; for evaluators and managers, empty for others. */
  reuses: z.array(reuseSchema),
  by: z.strictObject({ id: idSchema, name: z.string() }),
  addedAt: instantSchema,
  /** When whoever uploaded it left: there is no content any more. */
  erasedAt: instantSchema.nullable(),
});
export type EvidenceView = z.infer<typeof evidenceSchema>;

export const evidenceEndpoints = {
  /**
   * Takes one photo (JPEG, PNG, WebP) or PDF. Photos are stored smaller and without what the
   * camera wrote into them; place and time are read before, with consent to `photoPlace` alone.
   */
  'claims.addEvidence': endpoint({
    summary: 'Add a photo or a PDF to a claim.',
    method: 'POST',
    path: '/claims/:id/evidence',
    access: 'member',
    params: idParams,
    body: z.strictObject({
      /** Made by the client, unique for ever: a photo that is sent twice arrives once. */
      clientId: z.uuid(),
      moment: z.enum(EVIDENCE_MOMENTS),
      /** Of a photo of after: the photo of before, of the same claim, that it is held against. */
      beforeId: idSchema.optional(),
    }),
    takesFile: true,
    response: oneOf(evidenceSchema),
  }),
  'claims.findEvidence': endpoint({
    summary: 'Get the content of one piece of evidence.',
    method: 'GET',
    path: '/claims/:id/evidence/:evidenceId',
    access: 'member',
    params: z.strictObject({ id: z.string(), evidenceId: z.string() }),
    response: z.file(),
    givesFile: true,
  }),
};
