import { z } from 'zod';
import { EVIDENCE_MOMENTS } from '../core/evidence/rules';
import { endpoint } from './endpoint';
import { idSchema, instantSchema, oneOf } from './primitives';

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
  by: z.strictObject({ id: idSchema, name: z.string() }),
  addedAt: instantSchema,
});
export type EvidenceView = z.infer<typeof evidenceSchema>;

export const evidenceEndpoints = {
  /**
   * Takes one photo (JPEG, PNG, WebP) or PDF. Photos are stored smaller and without what the
   * camera wrote into them, its place above all.
   */
  'claims.addEvidence': endpoint({
    summary: 'Add a photo or a PDF to a claim.',
    method: 'POST',
    path: '/claims/:id/evidence',
    access: 'member',
    params: z.strictObject({ id: z.string() }),
    body: z.strictObject({
      /** Made by the client, unique for ever: a photo that is sent twice arrives once. */
      clientId: z.uuid(),
      moment: z.enum(EVIDENCE_MOMENTS),
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
